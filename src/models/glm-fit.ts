import type { Matrix } from "../numeric/matrix.js";
import type { Family, Link } from "./families/family.js";

/** A fitted generalised linear model. Coefficients are in the order of `terms`; an aliased term has coefficient 0. */
export interface GlmFit {
  readonly family: Family;
  readonly link: Link;
  readonly terms: readonly string[];
  readonly coefficients: Float64Array;
  /** Terms that are exact linear combinations of earlier ones; dropped, by name. */
  readonly aliased: readonly string[];
  /** Rows with positive weight. */
  readonly rows: number;
  readonly iterations: number;
  readonly deviance: number;
  /**
   * Solves information · x = gradient over the non-aliased terms (0 for aliased ones); information = X'WX with W the
   * prior weight times 1 (gaussian), p(1 - p) (binomial with logit) or (dμ/dη)² / V(μ) in general.
   */
  solveInformation(gradient: Float64Array): Float64Array;
  /**
   * The aliased term, if any, without which direction'β has no unique value: the rows of the fit do not say what the
   * model predicts in that direction, though other rows may ask.
   */
  inestimableTerm(direction: Float64Array): string | undefined;
  /**
   * x_r' information⁻¹ x_r of the listed rows of a column-major matrix, into `out` at those rows; times the row's working
   * weight this is its leverage. Cost p² a row.
   */
  quadraticForm(covariates: Matrix, listed: Int32Array, out: Float64Array): void;
}
