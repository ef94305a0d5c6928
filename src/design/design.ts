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
  /** Outcome units, [rows]; no NaN. */
  readonly outcome: Float64Array;
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
  readonly shards: Iterable<DesignShard>;
}
