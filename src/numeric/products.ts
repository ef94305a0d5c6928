import type { Matrix } from "./matrix.js";

/** out = X v over all rows of a column-major matrix; `out` has at least X.rows places. Columns with v_j = 0 cost nothing. */
export function multiply(matrix: Matrix, v: Float64Array, out: Float64Array): void {
  const { rows, columns, values } = matrix;
  out.fill(0, 0, rows);
  for (let j = 0; j < columns; j++) {
    const factor = v[j]!;
    if (factor === 0) continue;
    const at = j * rows;
    for (let r = 0; r < rows; r++) out[r] = out[r]! + factor * values[at + r]!;
  }
}

/** out += X' u, each sum in row order, so that splitting the rows into several calls changes no bit. */
export function accumulateProduct(matrix: Matrix, u: Float64Array, out: Float64Array): void {
  const { rows, columns, values } = matrix;
  for (let j = 0; j < columns; j++) {
    const at = j * rows;
    let sum = out[j]!;
    for (let r = 0; r < rows; r++) sum += values[at + r]! * u[r]!;
    out[j] = sum;
  }
}
