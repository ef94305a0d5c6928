import type { Matrix } from "../numeric/matrix.js";

/** A run of rows of a regression. The arrays may be scratch that the next shard overwrites. */
export interface GlmShard {
  readonly rows: number;
  readonly response: Float64Array;
  /** Prior weight, at least 0; rows with weight 0 take no part. */
  readonly weight: Float64Array;
  /** Known part of the linear predictor, [rows]; none when absent. */
  readonly offset?: Float64Array;
  /** Column-major, [rows x terms]. */
  readonly covariates: Matrix;
}

/** What a regression is fitted to: a re-iterable sequence of shards, one model's response and weights in each. */
export interface GlmRows {
  /** Name of the model as messages should say it, e.g. "propensity model". */
  readonly model: string;
  /** Column names; a first column that is constant is taken for the intercept. */
  readonly terms: readonly string[];
  readonly shards: Iterable<GlmShard>;
}
