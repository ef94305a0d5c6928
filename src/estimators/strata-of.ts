import type { Design } from "../design/design.js";

/**
 * Stratum of each row by its rank in a score, [rows]: floor(strata · (weight below + half the weight at its value) / all
 * weight), weights being `averaging`. Rows with one value are never parted, and a row of weight 2 counts as two rows.
 */
export function strataOf(design: Design, score: Float64Array, strata: number): Int32Array {
  const values = distinctValues(score);
  const at = Int32Array.from(score, (value) => placeOf(values, value));
  const tied = new Float64Array(values.length);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const place = at[shard.firstRow + r]!;
      tied[place] = tied[place]! + shard.averaging[r]!;
    }
  const total = tied.reduce((sum, weight) => sum + weight, 0);
  const stratum = new Int32Array(values.length);
  let below = 0;
  for (let place = 0; place < tied.length; place++) {
    stratum[place] = Math.min(strata - 1, Math.floor((strata * (below + tied[place]! / 2)) / total));
    below += tied[place]!;
  }
  return at.map((place) => stratum[place]!);
}

/** The values of a score, ascending, each once; without a comparison function the sort is many times faster. */
function distinctValues(score: Float64Array): Float64Array {
  const sorted = score.slice().sort();
  return sorted.filter((value, k) => k === 0 || value !== sorted[k - 1]);
}

/** Index of a value that is among the ascending ones. */
function placeOf(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
