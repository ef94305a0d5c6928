import { usersOfRows } from "./users-of-rows.js";

/**
 * The mean of values over some rows as a function of how often each user counts: sums are kept by user.
 * @param user of all rows; resamples count these users, whether or not they have a row among `rows`
 * @returns undefined for a resample without any of the rows
 */
export function resampledMean(
  user: Float64Array,
  values: Float64Array,
  rows: Iterable<number>,
): (drawn: Float64Array) => number | undefined {
  const { count, of } = usersOfRows(user);
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (const row of rows) {
    const at = of[row]!;
    sums[at] = sums[at]! + values[row]!;
    sizes[at] = sizes[at]! + 1;
  }
  return (drawn) => {
    let [sum, size] = [0, 0];
    drawn.forEach((times, at) => {
      sum += times * sums[at]!;
      size += times * sizes[at]!;
    });
    return size === 0 ? undefined : sum / size;
  };
}
