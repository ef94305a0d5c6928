/** Rows of one block of the accumulation; chosen so that a block of 40 columns stays in the first two caches. */
export const blockRows = 256;

/**
 * Adds X'WX of one block to the lower triangle of a column-major [columns x columns] matrix: element (i, j), i >= j,
 * stands at `gram[j * columns + i]`. X is column-major with leading dimension `blockRows`; the first `rows` rows count.
 * `weighted` is scratch of the size of X and receives WX. Register tiles of 4 x 2; sums run over rows in order, so the
 * result depends on the data and the block size only.
 */
export function accumulateGram(
  block: Float64Array,
  rows: number,
  columns: number,
  weights: Float64Array,
  weighted: Float64Array,
  gram: Float64Array,
): void {
  for (let j = 0; j < columns; j++) {
    const at = j * blockRows;
    for (let r = 0; r < rows; r++) weighted[at + r] = block[at + r]! * weights[r]!;
  }
  for (let j = 0; j < columns; j += 2) {
    const pair = j + 1 < columns;
    for (let i = j; i < columns; i += 4) {
      if (pair && i + 3 < columns) tile(block, weighted, rows, columns, i, j, gram);
      else edge(block, weighted, rows, columns, i, Math.min(i + 4, columns), j, pair ? j + 2 : j + 1, gram);
    }
  }
}

function tile(
  x: Float64Array,
  y: Float64Array,
  rows: number,
  columns: number,
  i: number,
  j: number,
  gram: Float64Array,
): void {
  const x0 = i * blockRows;
  const x1 = x0 + blockRows;
  const x2 = x1 + blockRows;
  const x3 = x2 + blockRows;
  const y0 = j * blockRows;
  const y1 = y0 + blockRows;
  let s00 = 0;
  let s10 = 0;
  let s20 = 0;
  let s30 = 0;
  let s01 = 0;
  let s11 = 0;
  let s21 = 0;
  let s31 = 0;
  for (let r = 0; r < rows; r++) {
    const a = y[y0 + r]!;
    const b = y[y1 + r]!;
    const c0 = x[x0 + r]!;
    const c1 = x[x1 + r]!;
    const c2 = x[x2 + r]!;
    const c3 = x[x3 + r]!;
    s00 += c0 * a;
    s10 += c1 * a;
    s20 += c2 * a;
    s30 += c3 * a;
    s01 += c0 * b;
    s11 += c1 * b;
    s21 += c2 * b;
    s31 += c3 * b;
  }
  const g0 = j * columns + i;
  const g1 = g0 + columns;
  gram[g0] = gram[g0]! + s00;
  gram[g0 + 1] = gram[g0 + 1]! + s10;
  gram[g0 + 2] = gram[g0 + 2]! + s20;
  gram[g0 + 3] = gram[g0 + 3]! + s30;
  gram[g1] = gram[g1]! + s01;
  gram[g1 + 1] = gram[g1 + 1]! + s11;
  gram[g1 + 2] = gram[g1 + 2]! + s21;
  gram[g1 + 3] = gram[g1 + 3]! + s31;
}

function edge(
  x: Float64Array,
  y: Float64Array,
  rows: number,
  columns: number,
  iFrom: number,
  iTo: number,
  jFrom: number,
  jTo: number,
  gram: Float64Array,
): void {
  for (let j = jFrom; j < jTo; j++) {
    for (let i = iFrom; i < iTo; i++) {
      const xi = i * blockRows;
      const yj = j * blockRows;
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += x[xi + r]! * y[yj + r]!;
      gram[j * columns + i] = gram[j * columns + i]! + sum;
    }
  }
}
