import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/** The rows of the users of a resample; arrays are reused by the next one. */
export interface DrawnRows {
  /** Distinct rows, in their order. */
  rows: number;
  /** Runs of rows that stand together: first row and length of each. */
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  runs: number;
  /** How often the row's user was drawn, [rows]. */
  readonly frequency: Float64Array;
  /** Frequency times averaging, [rows]; the same array where averaging is 1. */
  readonly weight: Float64Array;
}

/** Scratch for the rows of any resample of a plan. */
export function drawnRowsOf(plan: WeightedMsmPlan): DrawnRows {
  const frequency = new Float64Array(plan.rows);
  return {
    rows: 0,
    starts: new Int32Array(plan.users),
    lengths: new Int32Array(plan.users),
    runs: 0,
    frequency,
    weight: plan.averaging === null ? frequency : new Float64Array(plan.rows),
  };
}

/** Fills the scratch with the rows of the users that count. */
export function drawRows(plan: WeightedMsmPlan, multiplicities: Float64Array, drawn: DrawnRows): void {
  const { users, firstRow, averaging } = plan;
  const { starts, lengths, frequency, weight } = drawn;
  let rows = 0;
  let runs = 0;
  for (let i = 0; i < users; i++) {
    const count = multiplicities[i]!;
    const from = firstRow[i]!;
    const length = firstRow[i + 1]! - from;
    if (count === 0 || length === 0) continue;
    frequency.fill(count, rows, rows + length);
    if (averaging !== null) for (let r = 0; r < length; r++) weight[rows + r] = count * averaging[from + r]!;
    if (runs > 0 && starts[runs - 1]! + lengths[runs - 1]! === from)
      lengths[runs - 1] = lengths[runs - 1]! + length;
    else {
      starts[runs] = from;
      lengths[runs] = length;
      runs += 1;
    }
    rows += length;
  }
  drawn.rows = rows;
  drawn.runs = runs;
}
