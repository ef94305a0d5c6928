/** A fitted model as estimates feel it: what its uncertainty adds to an estimate that uses its predictions. */
export interface ScoredModel {
  /**
   * Adds to each row r its share e_r x_r'I⁻¹D of the model's scores, e its weighted residual and I the information,
   * D = Σ_q slope_q x_q.
   * @param slope derivative of the estimate with respect to the model's linear predictor of each row, [rows]
   * @param contribution [rows], added to
   */
  addScores(slope: Float64Array, contribution: Float64Array): void;
  /** Leverage of every analysis row in the fit, [rows]; computed when first asked for, and kept. */
  leverage(): Float64Array;
}
