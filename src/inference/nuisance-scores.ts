import type { Matrix } from "../numeric/matrix.js";
import { multiply } from "../numeric/products.js";

/**
 * Adds the uncertainty of a fitted nuisance model to row contributions. A parameter θ with score s_r = e_r x_r
 * (e the weighted residual) and information I moves an estimate by D'(θ̂ - θ) ≈ Σ_r s_r'v with v = I⁻¹ D, where D is the
 * derivative of the estimate with respect to θ; so each row contributes e_r · (x_r'v).
 * @param residual  e, [rows]
 * @param direction v, [terms]; from `GlmFit.solveInformation(D)`
 * @param scratch   [rows], overwritten with x_r'v
 * @param contribution [rows], added to
 * Source: Newey & McFadden (1994), section 6; STATISTICS section 2.
 */
export function addNuisanceScores(
  covariates: Matrix,
  residual: Float64Array,
  direction: Float64Array,
  scratch: Float64Array,
  contribution: Float64Array,
): void {
  multiply(covariates, direction, scratch);
  for (let r = 0; r < covariates.rows; r++) contribution[r] = contribution[r]! + residual[r]! * scratch[r]!;
}
