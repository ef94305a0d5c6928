import { factorise, solve } from "../numeric/cholesky.js";
import { columnOf } from "../numeric/matrix.js";
import { numericCovariates } from "./study-columns.js";
import { type StudyCovariates, withTreatment } from "./study-covariates.js";
import type { StudyTable } from "./study-rows.js";
import { userGrams } from "./user-grams.js";

/**
 * Mean of treated minus untreated predictions of `notebookRidge` fitted to all rows of a resample, evaluated on the same
 * rows as the fifth notebook's bootstrap does. Without interactions that is the treatment's coefficient: the solution of
 * (C + D) β = c, C and c centred products, D the column's variance for numbers (so that the penalty is 1 on standardised
 * ones) and 1 for indicators of the day.
 * Checked in test/published against a fit by plain arrays.
 */
export function resampledRidge(
  table: StudyTable,
  covariates: StudyCovariates,
  outcome: Float64Array,
): (drawn: Float64Array) => number | undefined {
  const { covariates: matrix, terms } = withTreatment(covariates, table.treatments.high_watch_exposure);
  const numbers = 1 + numericCovariates.length;
  const columns = [
    new Float64Array(table.rows).fill(1),
    ...[...terms.map((_, j) => columnOf(matrix, j)), outcome].map(centred),
  ];
  const grams = userGrams(table.user, columns, new Float64Array(table.rows).fill(1));
  const size = columns.length;
  const p = terms.length;
  return (drawn) => {
    const whole = grams(drawn);
    const rows = whole[0]!;
    const product = (j: number, k: number) => whole[k * size + j]! - (whole[j]! * whole[k]!) / rows;
    const gram = new Float64Array(p * p);
    const moment = new Float64Array(p);
    for (let k = 0; k < p; k++) {
      for (let j = k; j < p; j++) gram[k * p + j] = product(j + 1, k + 1);
      const spread = gram[k * p + k]! / rows;
      gram[k * p + k] = gram[k * p + k]! + (k < numbers && spread > 0 ? spread : 1);
      moment[k] = product(p + 1, k + 1);
    }
    return solve(factorise(gram, p), moment)[0];
  };
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
