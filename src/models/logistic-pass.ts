import { accumulateGram, blockRows } from "../numeric/gram.js";
import { addProduct, addTransposedProduct } from "../numeric/products.js";
import type { ColumnMoments } from "./column-moments.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock } from "./standardised-blocks.js";

/** What one pass at given coefficients yields. */
export interface LogisticState {
  readonly deviance: number;
  /** Score Σ a (y - p) z, [terms]. */
  readonly gradient: Float64Array;
  /** Lower triangle of Σ a p (1 - p) z z'. */
  readonly information: Float64Array;
  /** Largest |z' step| over the rows: how far the step that led here moved any linear predictor. */
  readonly largestMove: number;
}

/** Deviance, score and information of a logistic model at `coefficients`, in one pass over the rows. */
export function logisticPass(
  data: GlmRows,
  moments: ColumnMoments,
  coefficients: Float64Array,
  step: Float64Array,
): LogisticState {
  const p = data.terms.length;
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  const predictor = new Float64Array(blockRows);
  const move = new Float64Array(blockRows);
  const residual = new Float64Array(blockRows);
  const working = new Float64Array(blockRows);
  const scratch = new Float64Array(blockRows * p);
  let deviance = 0;
  let largestMove = 0;
  forEachBlock(data, moments, ({ rows, values, response, weight }) => {
    predictor.fill(0, 0, rows);
    move.fill(0, 0, rows);
    addProduct(values, blockRows, rows, p, coefficients, predictor);
    addProduct(values, blockRows, rows, p, step, move);
    for (let r = 0; r < rows; r++) {
      const eta = predictor[r]!;
      const y = response[r]!;
      const a = weight[r]!;
      const e = Math.exp(-Math.abs(eta));
      const smaller = e / (1 + e);
      const fitted = eta >= 0 ? 1 / (1 + e) : smaller;
      const other = eta >= 0 ? smaller : 1 / (1 + e);
      residual[r] = a * (y * other - (1 - y) * fitted);
      working[r] = a * (smaller / (1 + e));
      deviance += 2 * a * (Math.log1p(e) + (eta >= 0 ? (1 - y) * eta : -y * eta));
      const moved = Math.abs(move[r]!);
      if (moved > largestMove) largestMove = moved;
    }
    addTransposedProduct(values, blockRows, rows, p, residual, gradient);
    accumulateGram(values, rows, p, working, scratch, information);
  });
  return { deviance, gradient, information, largestMove };
}
