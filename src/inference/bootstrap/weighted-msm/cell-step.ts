import { factorise, solve } from "../../../numeric/cholesky.js";
import type { StandardColumns } from "./standard-columns.js";

/**
 * (X'WX)⁻¹ X'u for the few rows of a model of cells, one weight and one residual a row; undefined where columns are
 * aliased.
 */
export function cellStep(
  { values, columns: p }: StandardColumns,
  weight: Float64Array,
  residual: Float64Array,
): Float64Array | undefined {
  const rows = weight.length;
  const gram = new Float64Array(p * p);
  const moment = new Float64Array(p);
  const weighted = new Float64Array(rows);
  for (let j = 0; j < p; j++) {
    moment[j] = inner(values, j * rows, residual, rows);
    for (let r = 0; r < rows; r++) weighted[r] = weight[r]! * values[j * rows + r]!;
    for (let k = j; k < p; k++) gram[j * p + k] = inner(values, k * rows, weighted, rows);
  }
  const factor = factorise(gram, p);
  return factor.aliased.length > 0 ? undefined : solve(factor, moment);
}

function inner(values: Float64Array, from: number, other: Float64Array, rows: number): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) sum += values[from + r]! * other[r]!;
  return sum;
}
