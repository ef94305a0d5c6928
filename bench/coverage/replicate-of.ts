import { CausalError } from "../../src/errors.js";
import { confidenceInterval } from "../../src/inference/confidence-interval.js";
import { standardError } from "../../src/inference/standard-error.js";
import type { InfluenceEstimate } from "../../src/results/influence-estimate.js";
import type { Replicate } from "../../src/simulation/judge.js";

/** One estimate as the judge reads it; `null` when the estimator refused with an error of its own, which the table counts. */
export function replicateOf(estimate: () => InfluenceEstimate): Replicate | null {
  try {
    const effect = estimate();
    const { lower, upper } = confidenceInterval(effect);
    return { estimate: effect.estimate, standardError: standardError(effect), lower, upper };
  } catch (error) {
    if (error instanceof CausalError) return null;
    throw error;
  }
}
