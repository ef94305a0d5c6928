import type { Design } from "../design/design.js";

export interface PooledDeviation {
  /** Square root of the mean of the two arms' variances (n - 1), unweighted; NaN with fewer than two values in an arm. */
  readonly deviation: number;
  /** Values that are known, [untreated, treated]. */
  readonly counts: readonly [number, number];
}

/**
 * How much an outcome varies within the arms, by Welford's updates in row order.
 * @param values [rows] in design order, NaN where not known; left out, the design's own outcome
 */
export function pooledDeviation(design: Design, values?: Float64Array): PooledDeviation {
  const arms = [0, 1].map(() => ({ count: 0, mean: 0, squares: 0 }));
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const value = values === undefined ? shard.outcome[r]! : values[shard.firstRow + r]!;
      if (Number.isNaN(value)) continue;
      const arm = arms[shard.treatment[r]!]!;
      arm.count += 1;
      const step = value - arm.mean;
      arm.mean += step / arm.count;
      arm.squares += step * (value - arm.mean);
    }
  const [control, treated] = arms.map(({ count, squares }) =>
    count < 2 ? Number.NaN : squares / (count - 1),
  ) as [number, number];
  return {
    deviation: Math.sqrt((control + treated) / 2),
    counts: [arms[0]!.count, arms[1]!.count],
  };
}
