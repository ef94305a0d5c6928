import type { Matrix } from "./matrix.js";

/** out = X v over all rows of a column-major matrix; `out` has at least X.rows places. */
export function multiply(matrix: Matrix, v: Float64Array, out: Float64Array): void {
  out.fill(0, 0, matrix.rows);
  addProduct(matrix.values, matrix.rows, matrix.rows, matrix.columns, v, out);
}

/** out += X' u, each sum in row order, so that splitting the rows into several calls changes no bit. */
export function accumulateProduct(matrix: Matrix, u: Float64Array, out: Float64Array): void {
  addTransposedProduct(matrix.values, matrix.rows, matrix.rows, matrix.columns, u, out);
}

/**
 * out += X v for the first `rows` rows of a column-major X with leading dimension `stride`; columns four at a time.
 * The order of additions within a row is fixed by the number of columns alone.
 */
export function addProduct(
  values: Float64Array,
  stride: number,
  rows: number,
  columns: number,
  v: Float64Array,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + 3 < columns; j += 4) {
    const a0 = j * stride;
    const a1 = a0 + stride;
    const a2 = a1 + stride;
    const a3 = a2 + stride;
    const v0 = v[j]!;
    const v1 = v[j + 1]!;
    const v2 = v[j + 2]!;
    const v3 = v[j + 3]!;
    for (let r = 0; r < rows; r++)
      out[r] =
        out[r]! + (v0 * values[a0 + r]! + v1 * values[a1 + r]! + v2 * values[a2 + r]! + v3 * values[a3 + r]!);
  }
  for (; j < columns; j++) {
    const at = j * stride;
    const factor = v[j]!;
    for (let r = 0; r < rows; r++) out[r] = out[r]! + factor * values[at + r]!;
  }
}

/** out += X' u for the first `rows` rows of a column-major X with leading dimension `stride`; each sum in row order. */
export function addTransposedProduct(
  values: Float64Array,
  stride: number,
  rows: number,
  columns: number,
  u: Float64Array,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + 3 < columns; j += 4) {
    const a0 = j * stride;
    const a1 = a0 + stride;
    const a2 = a1 + stride;
    const a3 = a2 + stride;
    let s0 = out[j]!;
    let s1 = out[j + 1]!;
    let s2 = out[j + 2]!;
    let s3 = out[j + 3]!;
    for (let r = 0; r < rows; r++) {
      const factor = u[r]!;
      s0 += values[a0 + r]! * factor;
      s1 += values[a1 + r]! * factor;
      s2 += values[a2 + r]! * factor;
      s3 += values[a3 + r]! * factor;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
  }
  for (; j < columns; j++) {
    const at = j * stride;
    let sum = out[j]!;
    for (let r = 0; r < rows; r++) sum += values[at + r]! * u[r]!;
    out[j] = sum;
  }
}
