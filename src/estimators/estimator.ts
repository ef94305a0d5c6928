import type { Design } from "../design/design.js";
import type { DominantRow } from "../inference/arm-influence.js";
import type { DaySums } from "../inference/sums-by-day.js";
import type { EffectTarget } from "../results/effect-target.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { NuisanceModels } from "./nuisance-models.js";

/** What an estimator reports about the rows it leaned on. */
export interface EstimatorFit {
  readonly estimator: EstimatorName;
  readonly treated: InfluenceEstimate;
  readonly control: InfluenceEstimate;
  /** treated - control. */
  readonly effect: InfluenceEstimate;
  /** What rows contribute to the effect's error, by day: for errors clustered by user and day. */
  readonly effectByDay: DaySums;
  /**
   * The up to five analysis rows whose removal moves the effect most, largest first, and by about how much: effect
   * without the row minus effect with it. Exact for arm means; otherwise one step, in which nuisance coefficients move
   * by the row's score over 1 - leverage. That ranks rows well but may understate the move of an influential one: fit
   * again on `designWithoutRow` before judging it.
   */
  readonly dominantRows: readonly DominantRow[];
  /**
   * For estimators that weight: P(A = 1 | L) and the stabilised weight used, [rows] in design order; the weight does
   * not contain `averaging`.
   */
  readonly weighting?: {
    readonly propensity: Float64Array;
    readonly weight: Float64Array;
    /** Rows whose weight the truncation moved; 0 when untruncated. */
    readonly truncatedRows: number;
  };
  /**
   * For estimators with learners: the outcome predicted had the row been untreated and had it been treated, [rows] each,
   * from fits that have not seen the row's user.
   */
  readonly predicted?: readonly [untreated: Float64Array, treated: Float64Array];
  /** Terms dropped as exactly collinear, each once; "term (model)" when only one model dropped it. */
  readonly aliased: readonly string[];
}

export interface Estimator {
  readonly name: EstimatorName;
  readonly label: string;
  readonly role: "adjusted" | "unadjusted" | "sensitivity";
  /** Over whom the effect is averaged. Only estimates of one target are compared, tested against each other or pooled. */
  readonly target: EffectTarget;
  /**
   * Checks the design, fits what the estimator needs and estimates. Estimators that are given one `nuisanceModels(design)`
   * share its fits; without it each fits its own.
   * @throws NotEstimableError, ConvergenceError, PanelError
   */
  readonly estimate: (design: Design, models?: NuisanceModels) => EstimatorFit;
}
