import { Matrix as Dense, QrDecomposition } from "ml-matrix";
import { NotEstimableError } from "../../errors.js";

/**
 * QR of an intercept and standardised covariates, whose columns all have the size √n: a diagonal entry of R below 1e-9 of
 * that is a column made of earlier ones.
 * @param design  rows with a leading 1
 * @throws NotEstimableError `model.collinear` naming the term
 */
export function fullRankFactors(design: number[][], terms: readonly string[], name: string): QrDecomposition {
  const factors = new QrDecomposition(new Dense(design));
  const upper = factors.upperTriangularMatrix;
  const size = Math.sqrt(design.length);
  const at = terms.findIndex((_, j) => Math.abs(upper.get(j + 1, j + 1)) < 1e-9 * size);
  if (at >= 0)
    throw new NotEstimableError(
      "model.collinear",
      `${name}: "${terms[at]}" is constant or a combination of earlier terms in the rows of the fit; leave it out, or use ridgeLearner`,
      { name, term: terms[at] },
    );
  return factors;
}
