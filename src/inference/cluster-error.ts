import type { InfluenceEstimate } from "../results/influence-estimate.js";

/** sqrt(Σ_i φ_i²) / n over all users of the panel, whatever their number. */
export function clusterError({ influence }: Pick<InfluenceEstimate, "influence">): number {
  let sum = 0;
  for (let i = 0; i < influence.length; i++) sum += influence[i]! * influence[i]!;
  return Math.sqrt(sum) / influence.length;
}
