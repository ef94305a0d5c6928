/** How the response varies around its mean. */
export type Family = "gaussian" | "binomial" | "quasibinomial" | "poisson";
/** The scale on which terms add up. */
export type Link = "identity" | "logit" | "probit" | "cloglog" | "log";

/** One family with one link, as the fit needs it: all per-row formulas in loops over a block. */
export interface GlmFamily {
  readonly family: Family;
  readonly link: Link;
  /** Whether scoring steps are Newton steps, so that the error squares. */
  readonly canonical: boolean;
  /** What the response must be, in words; undefined when this value is. */
  responseFault(y: number): string | undefined;
  /** The linear predictor with this mean. */
  linkOf(mean: number): number;
  meanOf(predictor: number): number;
  /** Variance of the response at a mean, without the dispersion. */
  varianceOf(mean: number): number;
  /**
   * Writes a (y - μ) μ' / V to `score` and a μ'² / V to `working` (a the prior weight, μ' = dμ/dη) for the first `rows`
   * rows; returns their deviance.
   */
  evaluate(
    rows: number,
    predictor: Float64Array,
    response: Float64Array,
    weight: Float64Array,
    score: Float64Array,
    working: Float64Array,
  ): number;
  /** How far a move of the linear predictor raises the likelihood of y without end; negative where it must fall in the end. */
  gain(y: number, move: number): number;
  /** Log-likelihood of y at mean μ with prior weight 1, for families that have one. */
  logLikelihood?(y: number, mean: number): number;
}
