import type { Matrix } from "../numeric/matrix.js";
import { accumulateProduct, multiply } from "../numeric/products.js";
import type { WeightNuisance } from "./fitted-weights.js";

/** One linear predictor η = x'θ of a model, row by row. */
export interface NuisanceEquation {
  /** ∂w/∂η, [rows]. */
  readonly slope: Float64Array;
  /** e: the row's share of the estimating function is e x, [rows]. */
  readonly residual: Float64Array;
}

/** A model whose estimating function of each linear predictor is Σ_r e_r x_r = 0, and through which weights depend on it. */
export interface LinearNuisance {
  readonly label: string;
  /** Column-major, [rows x terms], shared by all equations. */
  readonly design: Matrix;
  readonly equations: readonly NuisanceEquation[];
  /** Inverse of -∂Σ e x / ∂θ', [(equations · terms) squared], column-major, equation after equation. */
  readonly inverse: Matrix;
}

/**
 * The nuisance of weights that are functions of linear predictors: with D = Σ_q sensitivity_q (∂w_q/∂η) x_q and
 * v = I⁻¹ D, row r adds e_r x_r'v. Regressions (e the weighted residual) and balancing conditions (e the row's term of the
 * condition) have this form alike. Views its input.
 * Source: Newey & McFadden (1994), section 6. Checked against derivatives by differences (test/weights).
 */
export function linearNuisance({ label, design, equations, inverse }: LinearNuisance): WeightNuisance {
  const { rows, columns: p } = design;
  return {
    label,
    addScores(sensitivity, contribution) {
      const slope = new Float64Array(inverse.rows);
      const work = new Float64Array(rows);
      equations.forEach((equation, k) => {
        for (let r = 0; r < rows; r++)
          work[r] = equation.slope[r] === 0 ? 0 : sensitivity[r]! * equation.slope[r]!;
        accumulateProduct(design, work, slope.subarray(k * p, (k + 1) * p));
      });
      const direction = new Float64Array(inverse.rows);
      multiply(inverse, slope, direction);
      equations.forEach((equation, k) => {
        multiply(design, direction.subarray(k * p, (k + 1) * p), work);
        for (let r = 0; r < rows; r++)
          if (equation.residual[r] !== 0)
            contribution[r] = contribution[r]! + equation.residual[r]! * work[r]!;
      });
    },
  };
}
