import type { CovariateColumn } from "./covariates.js";

/**
 * Squares of the columns that are not binary and products of every two columns, named `x²` and `x × z`. Left out: squares
 * of binary columns (the column itself) and products of indicators of one covariate (always 0). Columns come one at a
 * time; the values of a product are overwritten when the next is asked for, so that memory stays that of one column.
 */
export function* covariateProducts(columns: readonly CovariateColumn[]): Generator<CovariateColumn> {
  const values = new Float64Array(columns[0]?.values.length ?? 0);
  for (let j = 0; j < columns.length; j++)
    for (let k = j; k < columns.length; k++) {
      const [one, other] = [columns[j]!, columns[k]!];
      if (j === k ? one.binary : one.of === other.of) continue;
      for (let row = 0; row < values.length; row++) values[row] = one.values[row]! * other.values[row]!;
      const name = j === k ? `${one.name}²` : `${one.name} × ${other.name}`;
      yield { name, binary: one.binary && other.binary, of: name, values };
    }
}
