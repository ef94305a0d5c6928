import type { WeightsAtTime } from "./longitudinal-weights.js";

/** Rows and what is known of them, as `weightsByTime` needs it. */
export interface WeightedRows {
  readonly times: Float64Array;
  readonly atRisk: Uint8Array;
  readonly used: Float64Array;
  readonly untruncated: Float64Array;
  readonly stabilised: boolean;
}

/** Summaries of weights at each time at which a row is at risk, times ascending. */
export function weightsByTime({
  times,
  atRisk,
  used,
  untruncated,
  stabilised,
}: WeightedRows): readonly WeightsAtTime[] {
  const rowsAt = new Map<number, number[]>();
  times.forEach((time, row) => {
    if (atRisk[row] === 0) return;
    const own = rowsAt.get(time);
    if (own === undefined) rowsAt.set(time, [row]);
    else own.push(row);
  });
  return Object.freeze(
    [...rowsAt.keys()]
      .sort((a, b) => a - b)
      .map((time) => Object.freeze(summary(time, rowsAt.get(time)!, used, untruncated, stabilised))),
  );
}

function summary(
  time: number,
  atRisk: readonly number[],
  used: Float64Array,
  untruncated: Float64Array,
  stabilised: boolean,
): WeightsAtTime {
  const rows = atRisk.filter((row) => untruncated[row]! > 0);
  const n = rows.length;
  const zero = atRisk.length - n;
  if (n === 0)
    return {
      time,
      rows: 0,
      zero,
      mean: 0,
      meanError: 0,
      sd: 0,
      min: 0,
      max: 0,
      effectiveSampleSize: 0,
      usedMean: 0,
      moved: 0,
      meanCheck: null,
    };
  const sum = rows.reduce((total, row) => total + untruncated[row]!, 0);
  const mean = sum / n;
  const squares = rows.reduce((total, row) => total + untruncated[row]! ** 2, 0);
  const deviations = rows.reduce((total, row) => total + (untruncated[row]! - mean) ** 2, 0);
  const sd = n > 1 ? Math.sqrt(deviations / (n - 1)) : 0;
  const meanError = sd / Math.sqrt(n);
  const off = Math.abs(mean - 1);
  return {
    time,
    rows: n,
    zero,
    mean,
    meanError,
    sd,
    min: rows.reduce((least, row) => Math.min(least, untruncated[row]!), Number.POSITIVE_INFINITY),
    max: rows.reduce((most, row) => Math.max(most, untruncated[row]!), 0),
    effectiveSampleSize: (sum * sum) / squares,
    usedMean: rows.reduce((total, row) => total + used[row]!, 0) / n,
    moved: rows.filter((row) => used[row] !== untruncated[row]).length,
    meanCheck: stabilised ? (off > 0.1 && off > 1.96 * meanError ? "warn" : "pass") : null,
  };
}
