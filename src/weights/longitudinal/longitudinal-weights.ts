import type { CoefficientRow } from "../../models/coefficient-table.js";
import type { FittedWeights } from "../fitted-weights.js";

/** Untruncated weights at one time, over rows that have one (at risk, not lost). */
export interface WeightsAtTime {
  readonly time: number;
  readonly rows: number;
  /** Rows at risk that carry weight 0: lost, or a stretch cut short. */
  readonly zero: number;
  readonly mean: number;
  /** Of the mean; units are independent and have one row a time. 0 with one row. */
  readonly meanError: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** (Σ w)² / Σ w². */
  readonly effectiveSampleSize: number;
  /** Mean of the weights to use, after truncation. */
  readonly usedMean: number;
  /** Rows whose weight truncation changed. */
  readonly moved: number;
  /** "warn" when the mean differs from 1 by more than 0.1 and its 95 % interval excludes 1; unstabilised: null. */
  readonly meanCheck: "pass" | "warn" | null;
}

/** A model behind longitudinal weights. */
export interface WeightModel {
  readonly label: string;
  readonly rows: number;
  readonly coefficients: readonly (CoefficientRow & { readonly level?: string | number })[];
}

/** Weights of the rows of a long table, with what was fitted and how they look at each time. */
export interface LongitudinalWeights extends FittedWeights {
  readonly byTime: readonly WeightsAtTime[];
  readonly models: readonly WeightModel[];
  /**
   * Columns that the stabilised numerators condition on, time left out: a marginal structural model must hold them
   * (STATISTICS section 1).
   */
  readonly numeratorColumns: readonly string[];
}
