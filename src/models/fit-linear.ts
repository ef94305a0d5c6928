import { checkCall, kinds } from "../call-check.js";
import type { BlockKernel } from "../numeric/block-arithmetic.js";
import { withBlockKernel } from "../numeric/block-kernel.js";
import { combinationOf, factorise, solve } from "../numeric/cholesky.js";
import { blockRows } from "../numeric/gram.js";
import { columnMoments } from "./column-moments.js";
import type { GlmFit } from "./glm-fit.js";
import type { GlmRows } from "./glm-rows.js";
import { forEachBlock } from "./standardised-blocks.js";
import { onTermScale } from "./standardised-solution.js";

/**
 * Weighted least squares over shards: the normal equations on standardised columns, then one step of iterative
 * refinement on the residuals, which brings the coefficients to the accuracy of a QR (Björck 1987). Three passes over
 * the rows; O(n p²). Rows with weight 0 take no part; exactly collinear later terms are dropped and named. An offset is
 * taken off the response.
 * @returns coefficients on the scale of the terms; deviance = weighted residual sum of squares
 * @throws NotEstimableError `model.no-rows`; PanelError `design.not-finite`
 * Checked against R's `lm` (mtcars, NHEFS).
 */
export function fitLinear(data: GlmRows): GlmFit {
  checkCall("fitLinear", data, { terms: kinds.array, shards: kinds.iterable });
  return withBlockKernel(data.terms.length, (kernel) => leastSquares(data, kernel));
}

function leastSquares(data: GlmRows, kernel: BlockKernel): GlmFit {
  const moments = columnMoments(data);
  const p = data.terms.length;
  const shift = moments.intercept ? moments.responseMean - moments.offsetMean : 0;
  const residual = new Float64Array(blockRows);

  const moment = new Float64Array(p);
  kernel.clearGram();
  forEachBlock(data, moments, kernel, ({ rows, weight, response, offset }) => {
    kernel.addGram(rows, weight);
    for (let r = 0; r < rows; r++) residual[r] = weight[r]! * (response[r]! - offset[r]! - shift);
    kernel.addTransposed(rows, residual, moment);
  });
  const information = kernel.readGram();
  const factor = factorise(information, p);
  const coefficients = solve(factor, moment);

  const fitted = new Float64Array(blockRows);
  const gradient = new Float64Array(p);
  let deviance = 0;
  forEachBlock(data, moments, kernel, ({ rows, weight, response, offset }) => {
    kernel.product(rows, coefficients, fitted);
    for (let r = 0; r < rows; r++) {
      const e = response[r]! - offset[r]! - shift - fitted[r]!;
      deviance += weight[r]! * e * e;
      residual[r] = weight[r]! * e;
    }
    kernel.addTransposed(rows, residual, gradient);
  });
  const correction = solve(factor, gradient);
  for (let j = 0; j < p; j++) coefficients[j] = coefficients[j]! + correction[j]!;
  if (moments.intercept) coefficients[0] = coefficients[0]! + shift;

  return onTermScale({
    family: "gaussian",
    link: "identity",
    terms: data.terms,
    moments,
    coefficients,
    factor,
    combinations: factor.aliased.map((column) => combinationOf(factor, information, column)),
    iterations: 1,
    deviance,
  });
}
