import { combinationOf, factorise, solve } from "../numeric/cholesky.js";
import { accumulateGram, blockRows } from "../numeric/gram.js";
import { addProduct, addTransposedProduct } from "../numeric/products.js";
import { columnMoments } from "./column-moments.js";
import type { GlmFit } from "./glm-fit.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock } from "./standardised-blocks.js";
import { onTermScale } from "./standardised-solution.js";

/**
 * Weighted least squares over shards: the normal equations on standardised columns, then one step of iterative
 * refinement on the residuals, which brings the coefficients to the accuracy of a QR (Björck 1987). Three passes over
 * the rows; O(n p²). Rows with weight 0 take no part; exactly collinear later terms are dropped and named.
 * @returns coefficients on the scale of the terms; deviance = weighted residual sum of squares
 * @throws NotEstimableError `model.no-rows`; PanelError `design.not-finite`
 * Checked against R's `lm` (mtcars, NHEFS).
 */
export function fitLinear(data: GlmRows): GlmFit {
  const moments = columnMoments(data);
  const p = data.terms.length;
  const information = new Float64Array(p * p);
  const shift = moments.intercept ? moments.responseMean : 0;
  const residual = new Float64Array(blockRows);
  const scratch = new Float64Array(blockRows * p);

  const moment = new Float64Array(p);
  forEachBlock(data, moments, (block) => {
    accumulateGram(block.values, block.rows, p, block.weight, scratch, information);
    for (let r = 0; r < block.rows; r++) residual[r] = block.weight[r]! * (block.response[r]! - shift);
    addTransposedProduct(block.values, blockRows, block.rows, p, residual, moment);
  });
  const factor = factorise(information, p);
  const coefficients = solve(factor, moment);

  const fitted = new Float64Array(blockRows);
  const gradient = new Float64Array(p);
  let deviance = 0;
  forEachBlock(data, moments, (block) => {
    fitted.fill(0, 0, block.rows);
    addProduct(block.values, blockRows, block.rows, p, coefficients, fitted);
    for (let r = 0; r < block.rows; r++) {
      const e = block.response[r]! - shift - fitted[r]!;
      deviance += block.weight[r]! * e * e;
      residual[r] = block.weight[r]! * e;
    }
    addTransposedProduct(block.values, blockRows, block.rows, p, residual, gradient);
  });
  const correction = solve(factor, gradient);
  for (let j = 0; j < p; j++) coefficients[j] = coefficients[j]! + correction[j]!;
  if (moments.intercept) coefficients[0] = coefficients[0]! + shift;

  return onTermScale({
    family: "gaussian",
    terms: data.terms,
    moments,
    coefficients,
    factor,
    combinations: factor.aliased.map((column) => combinationOf(factor, information, column)),
    iterations: 1,
    deviance,
  });
}
