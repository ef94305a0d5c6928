import { checkCall, kinds } from "../call-check.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { requireSamePanel } from "./same-panel.js";

/**
 * first - second, with influence φ_first - φ_second: covariances are inside.
 * @throws NotEstimableError `inference.samples-differ` unless both are about the same rows of the same panel
 */
export function difference(first: InfluenceEstimate, second: InfluenceEstimate): InfluenceEstimate {
  checkCall("difference", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  requireSamePanel([first, second], true);
  return {
    estimate: first.estimate - second.estimate,
    influence: first.influence.map((value, i) => value - second.influence[i]!),
    sample: first.sample,
  };
}
