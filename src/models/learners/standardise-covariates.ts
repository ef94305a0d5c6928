import { columnOf, type Matrix } from "../../numeric/matrix.js";

/** Column means and standard deviations of the rows of a fit; a constant column has deviation 1. */
export interface CovariateScale {
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Means and standard deviations, two passes a column. */
export function covariateScale(covariates: Matrix): CovariateScale {
  const { rows, columns } = covariates;
  const centre = new Float64Array(columns);
  const scale = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const column = columnOf(covariates, j);
    const mean = column.reduce((sum, x) => sum + x / rows, 0);
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2 / rows, 0);
    centre[j] = mean;
    scale[j] = Math.sqrt(variance) || 1;
  }
  return { centre, scale };
}

/** Rows of standardised covariates as nested arrays, the form ml.js takes; a leading 1 when asked for. */
export function standardisedRows(
  { rows, columns, values }: Matrix,
  { centre, scale }: CovariateScale,
  leadingOne: boolean,
): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from({ length: columns }, (__, j) => (values[j * rows + r]! - centre[j]!) / scale[j]!);
    return leadingOne ? [1, ...row] : row;
  });
}
