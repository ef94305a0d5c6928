import { usersOfRows } from "./users-of-rows.js";

/**
 * Σ w z z' over rows, with a row as often as its user was drawn: sums are kept by user, so a resample costs users times
 * columns², whatever the rows.
 * @param columns z by column, [rows] each
 * @returns from how often each user was drawn, [users], to the lower triangle, column-major [columns x columns]
 */
export function userGrams(
  user: Float64Array,
  columns: readonly Float64Array[],
  weights: Float64Array,
): (drawn: Float64Array) => Float64Array {
  const { count, of } = usersOfRows(user);
  const size = columns.length;
  const sums = Array.from({ length: count }, () => new Float64Array(size * size));
  of.forEach((group, row) => {
    const sum = sums[group]!;
    for (let k = 0; k < size; k++) {
      const weighted = weights[row]! * columns[k]![row]!;
      for (let j = k; j < size; j++) sum[k * size + j] = sum[k * size + j]! + weighted * columns[j]![row]!;
    }
  });
  return (drawn) => {
    const gram = new Float64Array(size * size);
    sums.forEach((sum, group) => {
      const times = drawn[group]!;
      if (times === 0) return;
      for (let at = 0; at < gram.length; at++) gram[at] = gram[at]! + times * sum[at]!;
    });
    return gram;
  };
}
