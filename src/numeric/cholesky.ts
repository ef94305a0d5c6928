/** L of G = L L' over the columns that are not aliased, and what the dropped ones are made of. */
export interface CholeskyFactor {
  readonly columns: number;
  /** Lower triangle, column-major [columns x columns]; rows and columns of aliased columns are 0. */
  readonly lower: Float64Array;
  /** Columns that are exact linear combinations of earlier kept ones, ascending. */
  readonly aliased: readonly number[];
}

/** Below this share of its own length left over after projection on earlier columns, a column counts as aliased. */
export const aliasTolerance = 1e-11;

/**
 * Factorises a symmetric positive semi-definite matrix given by its lower triangle (column-major), without pivoting:
 * column j is aliased, and dropped, when its squared residual on the kept columns before it is below
 * tolerance · G_jj. The rule does not change when a column is rescaled. Cost p³/3. The input is not changed.
 */
export function factorise(gram: Float64Array, columns: number, tolerance = aliasTolerance): CholeskyFactor {
  const p = columns;
  const lower = new Float64Array(p * p);
  const aliased: number[] = [];
  for (let j = 0; j < p; j++) {
    let pivot = gram[j * p + j]!;
    for (let k = 0; k < j; k++) pivot -= lower[k * p + j]! * lower[k * p + j]!;
    if (!(pivot > tolerance * gram[j * p + j]!)) {
      aliased.push(j);
      for (let k = 0; k < j; k++) lower[k * p + j] = 0;
      continue;
    }
    const root = Math.sqrt(pivot);
    lower[j * p + j] = root;
    for (let i = j + 1; i < p; i++) {
      let value = gram[j * p + i]!;
      for (let k = 0; k < j; k++) value -= lower[k * p + i]! * lower[k * p + j]!;
      lower[j * p + i] = value / root;
    }
  }
  return { columns: p, lower, aliased };
}

/** Solves G x = b over the kept columns; 0 at aliased ones. A new array. */
export function solve(factor: CholeskyFactor, b: Float64Array): Float64Array {
  return backward(factor, forward(factor, b));
}

/** L^-1 b over the kept columns; 0 at aliased ones. A new array. */
export function forward(factor: CholeskyFactor, b: Float64Array): Float64Array {
  const { columns: p, lower } = factor;
  const x = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const root = lower[j * p + j]!;
    if (root === 0) continue;
    let value = b[j]!;
    for (let k = 0; k < j; k++) value -= lower[k * p + j]! * x[k]!;
    x[j] = value / root;
  }
  return x;
}

/** The coefficients on the kept columns before `column` that make up that aliased column. */
export function combinationOf(factor: CholeskyFactor, gram: Float64Array, column: number): Float64Array {
  const p = factor.columns;
  const b = new Float64Array(p);
  for (let k = 0; k < column; k++) b[k] = gram[k * p + column]!;
  const x = forward(factor, b);
  for (let k = column; k < p; k++) x[k] = 0;
  return backward(factor, x);
}

function backward(factor: CholeskyFactor, b: Float64Array): Float64Array {
  const { columns: p, lower } = factor;
  const x = new Float64Array(p);
  for (let j = p - 1; j >= 0; j--) {
    const root = lower[j * p + j]!;
    if (root === 0) continue;
    let value = b[j]!;
    for (let i = j + 1; i < p; i++) value -= lower[j * p + i]! * x[i]!;
    x[j] = value / root;
  }
  return x;
}
