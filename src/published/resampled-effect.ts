import { factorise, solve } from "../numeric/cholesky.js";
import { calendarColumns } from "./clustered-regression.js";
import type { StudyTable } from "./study-rows.js";
import { userGrams } from "./user-grams.js";

/**
 * The treatment's coefficient of the weighted regression with the calendar, as a function of how often each user counts.
 * Columns of the calendar that others before them tell already, as on two days only, fall away as in `clusteredRegression`.
 * @returns undefined for a resample without both arms or whose calendar tells the treatment
 */
export function resampledEffect(
  table: StudyTable,
  outcome: Float64Array,
  weights: Float64Array,
): (drawn: Float64Array) => number | undefined {
  const centre = outcome.reduce((sum, y) => sum + y, 0) / outcome.length;
  const columns = [
    new Float64Array(table.rows).fill(1),
    ...Object.values(calendarColumns(table)),
    table.treatments.high_watch_exposure,
    outcome.map((y) => y - centre),
  ];
  const grams = userGrams(table.user, columns, weights);
  const size = columns.length;
  const p = size - 1;
  return (drawn) => {
    const whole = grams(drawn);
    const gram = new Float64Array(p * p);
    const moment = new Float64Array(p);
    for (let k = 0; k < p; k++) {
      for (let j = k; j < p; j++) gram[k * p + j] = whole[k * size + j]!;
      moment[k] = whole[k * size + p]!;
    }
    const factor = factorise(gram, p);
    return factor.aliased.includes(p - 1) ? undefined : solve(factor, moment)[p - 1];
  };
}
