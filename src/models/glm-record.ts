import type { Matrix } from "../numeric/matrix.js";
import type { CoefficientRow } from "./coefficient-table.js";
import type { Family, Link } from "./families/family.js";
import type { ModelBasis } from "./model-basis.js";

/** A fitted generalised linear model as frozen plain data. Arrays a row are in the order of the input. */
export interface GlmRecord {
  readonly family: Family;
  readonly link: Link;
  /** Kept terms only; model-based errors (covariance below), t with `degreesOfFreedom` where the dispersion is estimated. */
  readonly coefficients: readonly CoefficientRow[];
  /** Terms that are exact linear combinations of earlier ones: left out, by name. */
  readonly aliased: readonly string[];
  /** Of the kept coefficients: dispersion times the inverse information; column-major, order of `coefficients`. */
  readonly covariance: Matrix;
  /** Rows with positive weight, and what is left of them after the kept coefficients. */
  readonly rows: number;
  readonly degreesOfFreedom: number;
  /** 1 for binomial and poisson; Pearson's statistic / degreesOfFreedom for gaussian and quasibinomial. */
  readonly dispersion: number;
  readonly deviance: number;
  /** Deviance of the model with nothing but the intercept (and the offset). */
  readonly nullDeviance: number;
  /** null for quasibinomial, which has no likelihood. */
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly iterations: number;
  /** Mean of the response, [rows]. */
  readonly fitted: Float64Array;
  readonly linearPredictor: Float64Array;
  readonly outcome: Float64Array;
  readonly weights: Float64Array;
  /** Kept columns of the design, column-major. */
  readonly design: Matrix;
  /** a (y - μ) μ' / V of each row: times its design row, its share of the score. */
  readonly scores: Float64Array;
  /** a μ'² / V of each row. */
  readonly workingWeights: Float64Array;
  /** How to make the design for other rows; null for a model on a matrix. */
  readonly basis: ModelBasis | null;
}
