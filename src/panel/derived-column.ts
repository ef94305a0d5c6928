/**
 * Another measure of the same day times a constant. A factor that is one over a whole number divides by that number,
 * so that milliseconds times 0.001 are the doubles that milliseconds / 1000 are.
 */
export function scaledColumn(values: Float64Array, factor: number): Float64Array {
  const divisor = Math.round(1 / factor);
  return Math.abs(factor) < 1 && 1 / divisor === factor
    ? values.map((value) => value / divisor)
    : values.map((value) => value * factor);
}

/** One measure over another of the same day; 0 where the denominator is 0. */
export function ratioColumn(numerator: Float64Array, denominator: Float64Array): Float64Array {
  return numerator.map((value, row) => (denominator[row] === 0 ? 0 : value / denominator[row]!));
}
