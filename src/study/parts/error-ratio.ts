/** Replicates summed up, and their standard deviation beside an error found otherwise. */
export interface ErrorRatio {
  readonly mean: number;
  /** B - 1. */
  readonly standardDeviation: number;
  /** Undefined when the other error is 0. */
  readonly ratio?: { readonly ratio: number; readonly ratioLower: number; readonly ratioUpper: number };
}

/**
 * The standard deviation s of replicates over another standard error, with the 95 % interval that the number of
 * replicates alone leaves: log s has the standard error sqrt((κ - 1) / (4 B)), κ the replicates' kurtosis (3 for normal
 * ones, which gives 1 / sqrt(2 B)).
 * Source: Kendall & Stuart, volume 1, section 10.9 (the standard error of a standard deviation, by the delta method).
 * Checked by the spread of s over repeated draws (test/study/bootstrap.test.ts).
 */
export function errorRatio(replicates: Float64Array, other: number): ErrorRatio {
  const b = replicates.length;
  const origin = replicates[0]!;
  const shift = replicates.reduce((sum, value) => sum + (value - origin), 0) / b;
  let second = 0;
  let fourth = 0;
  for (const value of replicates) {
    const square = (value - origin - shift) ** 2;
    second += square;
    fourth += square * square;
  }
  const standardDeviation = Math.sqrt(second / (b - 1));
  const mean = origin + shift;
  if (!(other > 0)) return { mean, standardDeviation };
  const ratio = standardDeviation / other;
  const kurtosis = second > 0 ? (b * fourth) / (second * second) : 1;
  const half = 1.959964 * Math.sqrt((kurtosis - 1) / (4 * b));
  return {
    mean,
    standardDeviation,
    ratio: { ratio, ratioLower: ratio * Math.exp(-half), ratioUpper: ratio * Math.exp(half) },
  };
}
