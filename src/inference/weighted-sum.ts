import { arrayOf, checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { combine } from "./combine.js";

/**
 * Σ_k weight_k · estimate_k, e.g. an average over days or a contrast of several means; weights are known numbers.
 * @throws CausalError `inference.weights` for a wrong number of weights or one that is not finite; as `combine`
 */
export function weightedSum(
  estimates: readonly InfluenceEstimate[],
  weights: readonly number[],
): InfluenceEstimate {
  checkCall(
    "weightedSum",
    { estimates, weights },
    {
      estimates: arrayOf(kinds.estimate),
      weights: kinds.array,
    },
  );
  if (weights.length !== estimates.length || !weights.every(Number.isFinite))
    throw new CausalError(
      "inference.weights",
      `weights are [${weights.join(", ")}]; expected ${estimates.length} finite numbers, one an estimate`,
    );
  return combine(
    estimates,
    (values) => values.reduce((sum, value, k) => sum + weights[k]! * value, 0),
    () => weights,
  );
}
