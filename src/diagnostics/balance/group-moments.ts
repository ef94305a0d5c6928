/** Variance of a binary covariate: as of any other, or p(1 - p). */
export type BinaryVariance = "n-1" | "p(1-p)";

/** Weighted mean and variance of one group. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Weighted mean and variance of a column in each group:
 *   mean = Σ w x / Σ w,   variance = Σ w (x - mean)² · Σ w / ((Σ w)² - Σ w²),
 * which with weights of 1 has n - 1 in the denominator; mean (1 - mean) where `binary` is "p(1-p)".
 * A group whose weight stands on one row has variance 0.
 * @param group number of the row's group, [rows]
 * @param groups how many groups there are
 * @param binary how the variance of this column is formed; "n-1" for columns that are not binary
 * Source: the unbiased estimate for reliability weights (GNU Scientific Library manual, weighted samples). Checked
 * against ../shared/reference/nhefs (balance.cobalt_binary_std).
 */
export function groupMoments(
  values: Float64Array,
  group: Uint8Array,
  weights: Float64Array,
  groups: number,
  binary: BinaryVariance,
): readonly Moments[] {
  const sum = new Float64Array(groups);
  const squares = new Float64Array(groups);
  const mean = new Float64Array(groups);
  const spread = new Float64Array(groups);
  for (let row = 0; row < values.length; row++) {
    const g = group[row]!;
    const w = weights[row]!;
    sum[g] = sum[g]! + w;
    squares[g] = squares[g]! + w * w;
    mean[g] = mean[g]! + w * values[row]!;
  }
  for (let g = 0; g < groups; g++) mean[g] = mean[g]! / sum[g]!;
  for (let row = 0; row < values.length; row++) {
    const g = group[row]!;
    spread[g] = spread[g]! + weights[row]! * (values[row]! - mean[g]!) ** 2;
  }
  return Array.from(mean, (m, g) => {
    const freedom = sum[g]! ** 2 - squares[g]!;
    const own = freedom > 0 ? (spread[g]! * sum[g]!) / freedom : 0;
    return { mean: m, variance: binary === "p(1-p)" ? m * (1 - m) : own };
  });
}
