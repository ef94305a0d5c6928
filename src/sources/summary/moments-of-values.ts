/** Of n values; NaN for a mean of none and a standard deviation of fewer than two. */
export interface Moments {
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  /** With n - 1. */
  readonly deviation: number;
}

/**
 * Mean and standard deviation that do not depend on the order of the values. With s the power of two at the range and
 * x₀ the smallest value,
 *   u = (x - x₀) / s,   mean = x₀ + s ū,   variance = s² Σ (u - ū)² / (n - 1),
 * so neither a large constant nor a large range costs digits, and a constant column has deviation 0 exactly.
 * @param values finite
 */
export function momentsOfValues(values: Float64Array): Moments {
  const n = values.length;
  if (n === 0) return { least: Number.NaN, most: Number.NaN, mean: Number.NaN, deviation: Number.NaN };
  let least = values[0]!;
  let most = least;
  for (let row = 0; row < n; row++) {
    const value = values[row]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least === most) return { least, most, mean: least, deviation: n < 2 ? Number.NaN : 0 };
  const scale = 2 * 2 ** Math.ceil(Math.log2(most / 2 - least / 2));
  const middle = sumOfPowers(values, least, scale, 0, 1) / n;
  const squares = sumOfPowers(values, least, scale, middle, 2);
  return { least, most, mean: least + scale * middle, deviation: scale * Math.sqrt(squares / (n - 1)) };
}

/**
 * Σ ((x - from) / scale - middle)^power, terms at most 1, the same bits in any order: each term is cut into two whole
 * numbers of b bits, b such that sums of n of them stay below 2^53, and these are added exactly. What is cut off a term
 * is at most 2^-(2b + 1): with 2^24 values 2^-57.
 */
function sumOfPowers(
  values: Float64Array,
  from: number,
  scale: number,
  middle: number,
  power: 1 | 2,
): number {
  const unit = 2 ** (52 - Math.ceil(Math.log2(values.length + 1)));
  let high = 0;
  let low = 0;
  for (let row = 0; row < values.length; row++) {
    const shifted = (values[row]! - from) / scale - middle;
    const term = (power === 1 ? shifted : shifted * shifted) * unit;
    const whole = Math.floor(term);
    high += whole;
    low += Math.floor((term - whole) * unit + 0.5);
  }
  return (low / unit + high) / unit;
}
