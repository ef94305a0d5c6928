import type { GlmFamily } from "./families/family.js";

/**
 * Log-likelihood at fitted means, a prior weight counting as so many copies of its row; null for a family without one.
 * Gaussian: at the maximum likelihood variance, weights as precisions:
 * -(n / 2) (log(2π RSS / n) + 1) + ½ Σ log a over rows with weight (R's `logLik.glm`).
 */
export function logLikelihood(
  family: GlmFamily,
  outcome: Float64Array,
  fitted: Float64Array,
  weights: Float64Array,
  rows: number,
  deviance: number,
): number | null {
  if (family.family === "gaussian") {
    const logs = weights.reduce((sum, w) => sum + (w > 0 ? Math.log(w) : 0), 0);
    return -0.5 * (rows * (Math.log((2 * Math.PI * deviance) / rows) + 1) - logs);
  }
  const one = family.logLikelihood;
  if (one === undefined) return null;
  return outcome.reduce((sum, y, r) => sum + (weights[r]! > 0 ? weights[r]! * one(y, fitted[r]!) : 0), 0);
}
