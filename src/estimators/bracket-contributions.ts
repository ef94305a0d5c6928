import type { Design } from "../design/design.js";
import type { RowContributions } from "../inference/arm-influence.js";

/**
 * What rows contribute themselves to two means of row values: averaging · (value - mean) / Σ averaging, and about how
 * the effect moves without the row.
 * @param value [untreated, treated], [rows] each
 * @param total Σ averaging
 */
export function bracketContributions(
  design: Design,
  value: readonly [Float64Array, Float64Array],
  mean: readonly [number, number],
  total: number,
): RowContributions {
  const own = {
    treated: new Float64Array(design.rows),
    control: new Float64Array(design.rows),
    shift: new Float64Array(design.rows),
  };
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]!;
      own.treated[row] = (w * (value[1][row]! - mean[1])) / total;
      own.control[row] = (w * (value[0][row]! - mean[0])) / total;
      own.shift[row] = ((own.control[row]! - own.treated[row]!) * total) / (total - w);
    }
  return own;
}
