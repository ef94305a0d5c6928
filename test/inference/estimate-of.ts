import type { InfluenceEstimate } from "../../src/results/influence-estimate.js";

/** An influence estimate of a test panel. */
export function estimateOf(
  estimate: number,
  influence: readonly number[],
  sample: { readonly panel?: string; readonly rows?: string } = {},
): InfluenceEstimate {
  return {
    estimate,
    influence: Float64Array.from(influence),
    sample: { panel: sample.panel ?? "panel", users: influence.length, rows: sample.rows ?? "rows" },
  };
}
