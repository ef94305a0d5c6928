import type { Design } from "../design/design.js";

/**
 * Stratum of each row by its rank in a score, [rows]: floor(strata · (weight below + half the weight at its value) / all
 * weight), weights being `averaging`. Rows with one value are never parted, and a row of weight 2 counts as two rows.
 */
export function strataOf(design: Design, score: Float64Array, strata: number): Int32Array {
  const weight = new Float64Array(design.rows);
  for (const shard of design.shards) weight.set(shard.averaging.subarray(0, shard.rows), shard.firstRow);
  const order = Int32Array.from({ length: design.rows }, (_, row) => row).sort(
    (a, b) => score[a]! - score[b]! || a - b,
  );
  const total = order.reduce((sum, row) => sum + weight[row]!, 0);
  const out = new Int32Array(design.rows);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tied = 0;
    for (; to < order.length && score[order[to]!] === score[order[from]!]; to++) tied += weight[order[to]!]!;
    const stratum = Math.min(strata - 1, Math.floor((strata * (below + tied / 2)) / total));
    for (let k = from; k < to; k++) out[order[k]!] = stratum;
    below += tied;
    from = to;
  }
  return out;
}
