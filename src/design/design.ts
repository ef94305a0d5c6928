import type { Matrix } from "../numeric/matrix.js";
import type { SampleKey } from "../results/influence-estimate.js";

/** The analysis rows of a run of whole users. */
export interface DesignShard {
  readonly firstUser: number;
  readonly users: number;
  /** Index of the first row of this shard among all analysis rows. */
  readonly firstRow: number;
  readonly rows: number;
  /** Panel user index of each row, ascending, [rows]. */
  readonly user: Int32Array;
  /** Log day of each row, [rows]. */
  readonly day: Int32Array;
  /** 0 or 1, [rows]. */
  readonly treatment: Float64Array;
  /** Outcome units, [rows]; NaN where `observed` is 0 and nowhere else. */
  readonly outcome: Float64Array;
  /** 1 where the row's outcome is observed, 0 where it is missing, [rows]; every outcome is observed when absent. */
  readonly observed?: Float64Array;
  /**
   * Intercept and terms of the model of P(outcome observed | treatment, terms) but for the treatment, which comes last,
   * column-major; the adjustment terms when absent.
   */
  readonly missingness?: Matrix;
  /** Weight of the row in the average that the estimand names: 1, or 1 / rows of its user. [rows] */
  readonly averaging: Float64Array;
  /**
   * How many times the row's user was drawn in a resample, [rows]; 1 when absent. Already inside `averaging`; what is
   * counted by row (percentiles of weights) counts the row so many times.
   */
  readonly frequency?: Float64Array;
  /** Intercept and adjustment terms, column-major, [rows x terms]; no NaN. */
  readonly covariates: Matrix;
}

/** What estimators are given: rows with their roles, as a re-iterable sequence of shards. */
export interface Design {
  readonly sample: SampleKey;
  /** Users of the panel; influence arrays have this length. */
  readonly users: number;
  readonly rows: number;
  /** Column names of `covariates`, the intercept first. */
  readonly terms: readonly string[];
  /** Column names of `missingness`, where the shards have it. */
  readonly missingnessTerms?: readonly string[];
  readonly shards: Iterable<DesignShard>;
}
