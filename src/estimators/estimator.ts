import type { Design } from "../design/design.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/** What an estimator reports about the rows it leaned on. */
export interface EstimatorFit {
  readonly estimator: EstimatorName;
  readonly treated: InfluenceEstimate;
  readonly control: InfluenceEstimate;
  /** treated - control. */
  readonly effect: InfluenceEstimate;
  /** The analysis row whose removal moves the effect most (one-step approximation), and by how much. */
  readonly dominantRow: { readonly row: number; readonly shift: number };
  /** For estimators that weight: P(A = 1 | L) and the weight used, [rows] in design order. */
  readonly weighting?: {
    readonly propensity: Float64Array;
    readonly weight: Float64Array;
    /** Rows whose weight the truncation moved; 0 when untruncated. */
    readonly truncatedRows: number;
  };
  /** Terms dropped as exactly collinear, by model. */
  readonly aliased: readonly string[];
}

export interface Estimator {
  readonly name: EstimatorName;
  readonly label: string;
  readonly role: "adjusted" | "unadjusted" | "sensitivity";
  readonly estimate: (design: Design) => EstimatorFit;
}
