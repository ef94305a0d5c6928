import type { Design } from "../design/design.js";

/** Σ averaging · value / Σ averaging, summed in row order around the first value. */
export function averageOfRows(design: Design, value: Float64Array, total: number): number {
  const origin = value[0]!;
  let sum = 0;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) sum += shard.averaging[r]! * (value[shard.firstRow + r]! - origin);
  return origin + sum / total;
}
