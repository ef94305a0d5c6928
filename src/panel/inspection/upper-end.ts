/** How many widths of the middle half beyond it a histogram still reaches: a long tail would squeeze the rest into one bin. */
const reach = 12;

/** Where a histogram ends: at the 99 % quantile, or nearer where that lies far beyond the middle half of the values. */
export function upperEnd([low, , high]: readonly [number, number, number], q99: number): number {
  return high > low ? Math.min(q99, high + reach * (high - low)) : q99;
}
