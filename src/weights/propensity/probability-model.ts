import type { Matrix } from "../../numeric/matrix.js";
import type { WeightNuisance } from "../fitted-weights.js";

/** Probabilities of the levels of a treatment, and how their uncertainty travels. */
export interface ProbabilityModel {
  /** P(A = level | covariates), [rows x levels]. */
  readonly probabilities: Matrix;
  /** Terms left out as collinear. */
  readonly aliased: readonly string[];
  /**
   * The nuisances of weights with these derivatives.
   * @param slopes ∂w/∂p_k with the probabilities of a row taken as free, [levels][rows]
   */
  nuisances(label: string, slopes: readonly Float64Array[]): readonly WeightNuisance[];
}
