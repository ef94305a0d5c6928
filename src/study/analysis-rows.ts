import type { Design } from "../design/design.js";

/** What diagnostics need of the analysis rows, as one array each, [rows]; the covariates stay in the design's shards. */
export interface AnalysisRows {
  readonly user: Int32Array;
  readonly day: Int32Array;
  readonly treatment: Float64Array;
  /** Weight of the row in the average that the question names, scaled to mean 1. */
  readonly averaging: Float64Array;
  /** Users with at least one row. */
  readonly units: number;
}

/** The roles of all analysis rows, shard after shard. */
export function analysisRows(design: Design): AnalysisRows {
  const { rows } = design;
  const user = new Int32Array(rows);
  const day = new Int32Array(rows);
  const treatment = new Float64Array(rows);
  const averaging = new Float64Array(rows);
  for (const shard of design.shards) {
    user.set(shard.user, shard.firstRow);
    day.set(shard.day, shard.firstRow);
    treatment.set(shard.treatment, shard.firstRow);
    averaging.set(shard.averaging, shard.firstRow);
  }
  const total = averaging.reduce((sum, value) => sum + value, 0);
  const units = user.reduce((count, value, row) => count + (row === 0 || value !== user[row - 1] ? 1 : 0), 0);
  return { user, day, treatment, averaging: averaging.map((value) => (value * rows) / total), units };
}
