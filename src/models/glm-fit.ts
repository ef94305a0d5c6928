/** A fitted generalised linear model. Coefficients are in the order of `terms`; an aliased term has coefficient 0. */
export interface GlmFit {
  readonly family: "gaussian" | "binomial";
  readonly terms: readonly string[];
  readonly coefficients: Float64Array;
  /** Terms that are exact linear combinations of earlier ones; dropped, by name. */
  readonly aliased: readonly string[];
  readonly rows: number;
  readonly iterations: number;
  readonly deviance: number;
  /** Solves information · x = gradient over the non-aliased terms (0 for aliased ones); information = X'WX. */
  solveInformation(gradient: Float64Array): Float64Array;
}
