/** Arithmetic on one block of up to 256 rows of a design. */
export interface BlockKernel {
  readonly columns: number;
  /** The block, column-major with leading dimension 256; the caller fills it. */
  readonly values: Float64Array;
  /** x = (x - centre_j) factor_j in the first `rows` rows of every column. */
  standardise(rows: number, centre: Float64Array, factor: Float64Array): void;
  /** Sets the Gram matrix to 0. */
  clearGram(): void;
  /** Adds X' diag(weight) X of the first `rows` rows. */
  addGram(rows: number, weight: Float64Array): void;
  /** The Gram matrix so far: a new column-major [columns x columns] array, lower triangle filled. */
  readGram(): Float64Array;
  /** out = X v for the first `rows` rows. */
  product(rows: number, v: Float64Array, out: Float64Array): void;
  /** out += X' u over the first `rows` rows. */
  addTransposed(rows: number, u: Float64Array, out: Float64Array): void;
}
