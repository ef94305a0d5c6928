/**
 * The quantile that is always an observed value (type 3 of Hyndman & Fan 1996, SAS's definition): the order statistic
 * nearest to n · share, the even one where two are equally near.
 * @param values at least one number, none NaN; not changed
 * @param share in [0, 1]
 * Checked against R's `quantile(type = 3)`.
 */
export function observedQuantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = sorted.length * share - 0.5;
  const fuzz = 4 * Number.EPSILON * Math.max(1, Math.abs(position));
  const below = Math.floor(position + fuzz);
  const exact = Math.abs(position - below) <= fuzz;
  const rank = exact && below % 2 === 0 ? below : below + 1;
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1]!;
}
