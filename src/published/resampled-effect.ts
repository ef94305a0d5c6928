import { factorise, solve } from "../numeric/cholesky.js";
import { calendarColumns } from "./clustered-regression.js";
import type { StudyTable } from "./study-rows.js";
import { usersOfRows } from "./user-bootstrap.js";

/**
 * The treatment's coefficient of the weighted regression with the calendar, as a function of how often each user counts:
 * normal equations are kept by user, so a resample costs one small solve.
 * @returns undefined for a resample without both arms or whose columns are collinear
 */
export function resampledEffect(
  table: StudyTable,
  outcome: Float64Array,
  weights: Float64Array,
): (drawn: Float64Array) => number | undefined {
  const { count, of } = usersOfRows(table.user);
  const centre = outcome.reduce((sum, y) => sum + y, 0) / outcome.length;
  const columns = [
    new Float64Array(table.rows).fill(1),
    ...Object.values(calendarColumns(table)),
    table.treatments.high_watch_exposure,
    outcome.map((y) => y - centre),
  ];
  const size = columns.length;
  const sums = Array.from({ length: count }, () => new Float64Array(size * size));
  for (let row = 0; row < table.rows; row++) {
    const sum = sums[of[row]!]!;
    for (let k = 0; k < size; k++)
      for (let j = k; j < size; j++)
        sum[k * size + j] = sum[k * size + j]! + weights[row]! * columns[k]![row]! * columns[j]![row]!;
  }
  const p = size - 1;
  return (drawn) => {
    const gram = new Float64Array(p * p);
    const moment = new Float64Array(p);
    sums.forEach((sum, user) => {
      if (drawn[user] === 0) return;
      for (let k = 0; k < p; k++) {
        for (let j = k; j < p; j++) gram[k * p + j] = gram[k * p + j]! + drawn[user]! * sum[k * size + j]!;
        moment[k] = moment[k]! + drawn[user]! * sum[k * size + p]!;
      }
    });
    const factor = factorise(gram, p);
    return factor.aliased.length > 0 ? undefined : solve(factor, moment)[p - 1];
  };
}
