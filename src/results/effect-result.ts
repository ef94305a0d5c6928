import type { EstimatorName } from "./estimator-names.js";
import type { Interval } from "./interval.js";

export interface SampleCounts {
  /** Analysis rows (user-days). */
  readonly rows: number;
  /** Users with at least one analysis row. */
  readonly units: number;
  readonly clusters: number;
  /** Effective number of rows after weighting, (Σw)²/Σw² summed over arms; equals `rows` without weights. */
  readonly effective: number;
}

/** One estimate of one estimand: frozen plain data, all numbers finite, safe to write as JSON. */
export interface EffectResult {
  /** Slug of the file in estimands/. */
  readonly estimand: string;
  readonly estimator: EstimatorName;
  readonly label: string;
  /** What part it plays: the headline's estimator, another adjusted one, an unadjusted comparison, a sensitivity variant. */
  readonly role: "primary" | "adjusted" | "unadjusted" | "sensitivity";
  readonly contrast: "mean" | "difference" | "ratio";
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Mean outcome had every analysis row been treated / untreated, outcome units. */
  readonly arms: { readonly treated: number; readonly control: number };
  readonly n: SampleCounts;
  readonly unit: string;
}
