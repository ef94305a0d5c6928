import type { Matrix } from "../../numeric/matrix.js";

/** Rows that a learner is fitted to. */
export interface LearnerRows {
  /** Without an intercept, column-major, [rows x terms]; all finite. */
  readonly covariates: Matrix;
  readonly terms: readonly string[];
  /** 0 or 1 for learners of a probability, [rows]. */
  readonly outcome: Float64Array;
  /** Prior weights, at least 0, [rows]. */
  readonly weights: Float64Array;
  /**
   * Index of the user of each row, at least 0, [rows]. A learner that splits its rows (to choose a penalty, to stop
   * early, to weigh candidates) keeps the rows of a user together; without it every row stands for itself.
   */
  readonly users?: Int32Array;
}

export interface FittedLearner {
  /** One prediction a row: a probability strictly between 0 and 1, or a mean. */
  predict(covariates: Matrix): Float64Array;
}

/**
 * Anything that fits rows with weights and predicts. What is random in it comes from a seed among its own options, so
 * that the same rows give the same fit.
 */
export interface Learner {
  readonly name: string;
  readonly kind: "probability" | "mean";
  /** @throws NotEstimableError, ConvergenceError naming the learner */
  fit(rows: LearnerRows): FittedLearner;
}
