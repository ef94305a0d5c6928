import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { combine } from "./combine.js";

/**
 * log [p1 / (1 - p1)] - log [p0 / (1 - p0)] of two risks; exponentiate its interval (`exponentiated`) for the odds ratio.
 * @throws NotEstimableError `inference.not-a-risk` unless both are between 0 and 1, ends apart; as `combine`
 */
export function logOddsRatio(first: InfluenceEstimate, second: InfluenceEstimate): InfluenceEstimate {
  checkCall("logOddsRatio", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  const risk = ({ estimate }: InfluenceEstimate) => estimate > 0 && estimate < 1;
  if (!risk(first) || !risk(second))
    throw new NotEstimableError(
      "inference.not-a-risk",
      `${first.estimate} and ${second.estimate} have no odds ratio; expected two risks above 0 and below 1`,
    );
  const logit = (p: number) => Math.log(p / (1 - p));
  return combine(
    [first, second],
    ([p1, p0]) => logit(p1!) - logit(p0!),
    ([p1, p0]) => [1 / (p1! * (1 - p1!)), -1 / (p0! * (1 - p0!))],
  );
}
