import { type CholeskyFactor, solve } from "../numeric/cholesky.js";
import type { Matrix } from "../numeric/matrix.js";

/** T S T' with S the inverse of a factorised information and T the linear map `toTerms`; column-major. */
export function covarianceOnTermScale(
  factor: CholeskyFactor,
  toTerms: (standard: Float64Array) => Float64Array,
): Matrix {
  const size = factor.columns;
  const unit = (j: number) => Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0));
  const map = Array.from({ length: size }, (_, j) => toTerms(unit(j)));
  const values = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const row = Float64Array.from(map, (column) => column[j]!);
    values.set(toTerms(solve(factor, row)), j * size);
  }
  return { rows: size, columns: size, values };
}
