import { SingularMatrixError } from "../../errors.js";
import type { GlmRecord } from "../../models/glm-record.js";
import { factorise, solve } from "../../numeric/cholesky.js";
import { columnOf, createMatrix, type Matrix } from "../../numeric/matrix.js";

/**
 * Inverse of minus the derivative of the summed scores of a binomial regression of 0 and 1, [terms x terms] column-major.
 * With the logit it is the inverse expected information, which `glm` gives; with other links the two differ wherever the
 * model is not exactly right, and M-estimation takes this one. With e = w (y - μ) μ' / V the score of a row and prior weight
 * w, -de/dη is e (e / w + η) for the probit and e (e / w + exp(η) - 1) for the complementary log-log.
 * @throws SingularMatrixError `weights.information` when it has no inverse
 * Source: Stefanski & Boos (2002), section 2. Checked by derivatives of estimates by differences (test/weights/links.test.ts).
 */
export function inverseObservedInformation(fit: GlmRecord): Matrix {
  if (fit.link === "logit") return fit.covariance;
  const { rows, columns: p } = fit.design;
  const curvature = fit.scores.map((e, r) => {
    if (e === 0) return 0;
    const eta = fit.linearPredictor[r]!;
    return e * (e / fit.weights[r]! + (fit.link === "probit" ? eta : Math.exp(eta) - 1));
  });
  const gram = new Float64Array(p * p);
  for (let j = 0; j < p; j++)
    for (let k = j; k < p; k++) {
      const [one, other] = [columnOf(fit.design, j), columnOf(fit.design, k)];
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += curvature[r]! * one[r]! * other[r]!;
      gram[j * p + k] = sum;
    }
  const factor = factorise(gram, p);
  const lost = factor.aliased[0];
  if (lost !== undefined)
    throw new SingularMatrixError(
      "weights.information",
      `the ${fit.link} treatment model has no curvature along "${fit.coefficients[lost]!.term}" at its optimum, so no error that includes it; use the logit link`,
      { term: fit.coefficients[lost]!.term },
    );
  const inverse = createMatrix(p, p);
  for (let j = 0; j < p; j++) {
    const unit = new Float64Array(p);
    unit[j] = 1;
    inverse.values.set(solve(factor, unit), j * p);
  }
  return inverse;
}
