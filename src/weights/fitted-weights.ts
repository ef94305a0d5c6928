/** A model behind weights, and what its uncertainty adds to an estimate that uses them. */
export interface WeightNuisance {
  /** e.g. "treatment model, day 2". */
  readonly label: string;
  /**
   * Adds to each row r its share e_r x_r'I⁻¹D of the nuisance scores, D = Σ_q sensitivity_q ∂w_q/∂θ.
   * @param sensitivity  derivative of the estimate's numerator (the summed estimating function) by each row's weight, [rows]
   * @param contribution [rows], added to
   */
  addScores(sensitivity: Float64Array, contribution: Float64Array): void;
}

export interface WeightTruncation {
  readonly lower: number;
  readonly upper: number;
  readonly movedUp: number;
  readonly movedDown: number;
}

/** Weights of the rows of a table that were estimated, with what they rest on. Frozen; arrays in the order of the input. */
export interface FittedWeights {
  /** The weights to use, [rows]. */
  readonly weights: Float64Array;
  /** Before truncation; the same array when nothing was truncated. */
  readonly untruncated: Float64Array;
  readonly truncation: WeightTruncation | null;
  /** One a fitted model; none for known probabilities. A truncated row has derivative 0 (cuts are held fixed). */
  readonly nuisances: readonly WeightNuisance[];
  /** Terms left out as exactly collinear, "term (model)". */
  readonly aliased: readonly string[];
  /**
   * Columns that stabilised numerators condition on, time left out; absent or empty when none does. The weights do not
   * adjust for them, so the model of the outcome must hold them (STATISTICS section 1).
   */
  readonly numeratorColumns?: readonly string[];
}
