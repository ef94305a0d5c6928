import { createMatrix, type Matrix } from "../numeric/matrix.js";
import { numericCovariates, weekdays } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";

export interface StudyCovariates {
  readonly covariates: Matrix;
  readonly terms: readonly string[];
}

/** The twelve numbers and one indicator of each of the seven days, none left out: what all published models take. */
export function studyCovariates(table: StudyTable): StudyCovariates {
  const { rows } = table;
  const terms = [...numericCovariates, ...weekdays];
  const covariates = createMatrix(rows, terms.length);
  numericCovariates.forEach((name, j) => {
    covariates.values.set(table.covariates[name], j * rows);
  });
  weekdays.forEach((_, day) => {
    covariates.values.set(
      table.weekday.map((value) => (value === day + 1 ? 1 : 0)),
      (numericCovariates.length + day) * rows,
    );
  });
  return { covariates, terms };
}

/** The same with the treatment as first column, set to `level` or as it was. */
export function withTreatment(
  { covariates, terms }: StudyCovariates,
  treatment: Float64Array,
  level?: 0 | 1,
): StudyCovariates {
  const { rows, columns, values } = covariates;
  const out = createMatrix(rows, columns + 1);
  out.values.set(level === undefined ? treatment : new Float64Array(rows).fill(level));
  out.values.set(values, rows);
  return { covariates: out, terms: ["treatment", ...terms] };
}
