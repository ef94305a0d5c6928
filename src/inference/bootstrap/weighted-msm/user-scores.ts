/** Each user's share of score and information of the propensity model at the fit of the whole sample. */
export interface UserScores {
  /** Gradient of the loss: Σ a (p - A) z of user i at `gradient[i * columns + j]`. */
  readonly gradient: Float64Array;
  /** Lower triangle of Σ a p (1 - p) z z' of user i, column after column, p (p + 1) / 2 numbers each. */
  readonly information: Float64Array;
}
