import type { CoefficientRow } from "../../models/coefficient-table.js";
import type { Matrix } from "../../numeric/matrix.js";

/** Parameters behind the factors of some rows: linear predictors that share a design. */
export interface FactorPart {
  /** Column-major, [rows of the model x terms]. */
  readonly design: Matrix;
  readonly equations: readonly {
    /** ∂ ln factor / ∂ linear predictor, [rows of the model]. */
    readonly slope: Float64Array;
    /** The row's share of the score by linear predictor, [rows of the model]. */
    readonly score: Float64Array;
  }[];
  /** Inverse information, [(equations · terms) squared]. */
  readonly inverse: Matrix;
}

/** A fitted model that gives each row it covers the probability (density) of what happened there. */
export interface FactorModel {
  /** e.g. "treatment, denominator, time 2". */
  readonly label: string;
  /** Table rows it was fitted on and gives factors to, [rows of the model]. */
  readonly rows: Int32Array;
  readonly logFactor: Float64Array;
  readonly parts: readonly FactorPart[];
  readonly aliased: readonly string[];
  readonly coefficients: readonly (CoefficientRow & { readonly level?: string | number })[];
}
