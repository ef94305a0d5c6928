import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { combine } from "./combine.js";

/**
 * log(first / second) of two positive estimates; exponentiate its interval (`exponentiated`) for one of the ratio that
 * stays positive and turns over with the arms.
 * @throws NotEstimableError `inference.not-positive`; as `combine`
 */
export function logRatio(first: InfluenceEstimate, second: InfluenceEstimate): InfluenceEstimate {
  checkCall("logRatio", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  if (!(first.estimate > 0 && second.estimate > 0))
    throw new NotEstimableError(
      "inference.not-positive",
      `the ratio of ${first.estimate} to ${second.estimate} has no logarithm; report the difference`,
    );
  return combine(
    [first, second],
    ([a, b]) => Math.log(a! / b!),
    ([a, b]) => [1 / a!, -1 / b!],
  );
}
