import type { Matrix } from "../../numeric/matrix.js";
import { addProduct } from "../../numeric/products.js";

/** Intercept plus covariates times slopes; the intercept is the first coefficient, [rows]. */
export function linearScores({ rows, columns, values }: Matrix, coefficients: Float64Array): Float64Array {
  const scores = new Float64Array(rows).fill(coefficients[0]!);
  addProduct(values, rows, rows, columns, coefficients.subarray(1), scores);
  return scores;
}
