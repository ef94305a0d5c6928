import type { InfluenceEstimate } from "../results/influence-estimate.js";

/**
 * Cluster-robust standard error sqrt(Σ_i φ_i²) / n over the users of the panel, without small-sample factor
 * (STATISTICS section 2); equals the HC0 cluster sandwich of the stacked estimating equations.
 */
export function standardError(estimate: InfluenceEstimate): number {
  const { influence } = estimate;
  let sum = 0;
  for (let i = 0; i < influence.length; i++) sum += influence[i]! * influence[i]!;
  return Math.sqrt(sum) / influence.length;
}
