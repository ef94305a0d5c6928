import type { GlmFit } from "../../models/glm-fit.js";
import type { GlmRows } from "../../models/glm-rows.js";
import { accumulateProduct, multiply } from "../../numeric/products.js";

/**
 * Least squares on the rows of an earlier fit with another response: β + I⁻¹ X'W (y - Xβ), which is exact, because the
 * information does not depend on the response. One pass over the rows, O(n p), where a fit forms X'WX again.
 * @param fit  of the same rows, weights and terms; gaussian with the identity link
 * Checked against: `fitLinear` on the new response (test/falsification/plasmode.test.ts).
 */
export function refitLinear(fit: GlmFit, data: GlmRows): GlmFit {
  const gradient = new Float64Array(fit.terms.length);
  let squares = 0;
  let residual = new Float64Array(0);
  for (const { rows, covariates, response, weight } of data.shards) {
    if (residual.length < rows) residual = new Float64Array(rows);
    multiply(covariates, fit.coefficients, residual);
    for (let r = 0; r < rows; r++) {
      const e = response[r]! - residual[r]!;
      residual[r] = weight[r]! * e;
      squares += weight[r]! * e * e;
    }
    accumulateProduct(covariates, residual, gradient);
  }
  const step = fit.solveInformation(gradient);
  const explained = step.reduce((sum, value, j) => sum + value * gradient[j]!, 0);
  return {
    ...fit,
    coefficients: fit.coefficients.map((value, j) => value + step[j]!),
    deviance: Math.max(squares - explained, 0),
  };
}
