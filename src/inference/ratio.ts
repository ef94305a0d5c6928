import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { requireSamePanel } from "./same-panel.js";

/**
 * first / second by the delta method: φ = (φ_first - ratio · φ_second) / second.
 * @throws NotEstimableError `inference.samples-differ`; `inference.zero-denominator`
 */
export function ratio(first: InfluenceEstimate, second: InfluenceEstimate): InfluenceEstimate {
  checkCall("ratio", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  requireSamePanel([first, second], true);
  const estimate = first.estimate / second.estimate;
  if (!Number.isFinite(estimate))
    throw new NotEstimableError(
      "inference.zero-denominator",
      `a ratio to ${second.estimate} does not exist; report the difference`,
      { numerator: first.estimate, denominator: second.estimate },
    );
  return {
    estimate,
    influence: first.influence.map((value, i) => (value - estimate * second.influence[i]!) / second.estimate),
    sample: first.sample,
  };
}
