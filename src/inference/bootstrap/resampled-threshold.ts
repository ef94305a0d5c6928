import type { Design } from "../../design/design.js";
import { NotEstimableError } from "../../errors.js";

/** A treatment that is cut at a quantile of a column, with what it takes to find the cut anew in a resample. */
export interface ThresholdRows {
  /** Share of the quantile, in [0, 1]; type 7. */
  readonly quantile: number;
  /** Whether a treated row has at least, or at most, the quantile. */
  readonly side: "atLeast" | "atMost";
  /** The values that the quantile is taken over, ascending, and the panel user of each. */
  readonly reference: { readonly value: Float64Array; readonly user: Int32Array };
  /** The column's value on each analysis row, [rows] in design order. */
  readonly value: Float64Array;
}

/**
 * The quantile (type 7) of the reference in which every user's values stand as often as the user was drawn. One pass,
 * since the values are in order.
 * @throws NotEstimableError `bootstrap.no-rows` when nobody who was drawn has a value
 * Checked against `quantile` of the values written out (test/inference/resampled-threshold.test.ts).
 */
export function resampledCut({ quantile, reference }: ThresholdRows, multiplicities: Float64Array): number {
  const { value, user } = reference;
  let total = 0;
  for (const id of user) total += multiplicities[id]!;
  if (total === 0)
    throw new NotEstimableError(
      "bootstrap.no-rows",
      "no user of the resample has a value that the threshold is taken over",
    );
  const position = (total - 1) * quantile;
  const rank = Math.floor(position);
  const part = position - rank;
  let before = 0;
  let low = Number.NaN;
  for (let k = 0; k < value.length; k++) {
    before += multiplicities[user[k]!]!;
    if (before <= rank) continue;
    if (Number.isNaN(low)) low = value[k]!;
    if (part === 0 || before > rank + 1) return low + part * (value[k]! - low);
  }
  return low;
}

/** The design whose rows are treated by another cut. Nothing else is copied. */
export function designWithCut(design: Design, { side, value }: ThresholdRows, cut: number): Design {
  return {
    ...design,
    shards: Array.from(design.shards, (shard) => ({
      ...shard,
      treatment: value
        .subarray(shard.firstRow, shard.firstRow + shard.rows)
        .map((of) => ((side === "atLeast" ? of >= cut : of <= cut) ? 1 : 0)),
    })),
  };
}
