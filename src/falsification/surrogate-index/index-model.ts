import { NotEstimableError } from "../../errors.js";
import { designScores } from "../../estimators/design-scores.js";
import type { ScoredModel } from "../../estimators/scored-model.js";
import { wholeCovariates } from "../../estimators/whole-covariates.js";
import { fitLinear } from "../../models/fit-linear.js";
import { crossFit } from "../../models/learners/cross-fit.js";
import { foldOfRows } from "../../models/learners/fold-of-rows.js";
import type { Learner } from "../../models/learners/learner.js";
import { accumulateProduct, multiply } from "../../numeric/products.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** A learner of the index, and how users are put into folds. */
export interface LearnedIndex {
  /** Of kind "mean", or "probability" for a long outcome of 0 and 1. */
  readonly learner: Learner;
  /** Folds of whole users, from 2 to the number of users with rows; default 5. */
  readonly folds?: number;
  /** Of the fold map. */
  readonly seed: number;
}

/** "linear": least squares, its scores in φ; else cross-fitted by user. */
export type IndexForm = "linear" | LearnedIndex;

/** E[long outcome | surrogates, covariates] as fitted, of every row. */
export interface IndexModel {
  /** [rows] */
  readonly predicted: Float64Array;
  /** What the index's uncertainty adds to row contributions; nothing to first order for a cross-fitted one. */
  readonly addScores: ScoredModel["addScores"];
}

/**
 * Fits the index to the rows with `trainOn` 1 and predicts all. A cross-fitted prediction comes from fits that have not
 * seen the row's user, whichever day.
 * @throws NotEstimableError `surrogate.no-support`; as `crossFit`
 */
export function fitIndex(rows: SurrogateRows, trainOn: Uint8Array, form: IndexForm): IndexModel {
  return form === "linear" ? linearIndex(rows, trainOn) : learnedIndex(rows, trainOn, form);
}

function linearIndex({ wide, long }: SurrogateRows, trainOn: Uint8Array): IndexModel {
  const fit = fitLinear({
    model: "surrogate index",
    terms: wide.terms,
    shards: Array.from(wide.shards, (shard) => ({
      rows: shard.rows,
      response: long.subarray(shard.firstRow, shard.firstRow + shard.rows),
      weight: Float64Array.from({ length: shard.rows }, (_, r) =>
        trainOn[shard.firstRow + r] === 1 ? shard.averaging[r]! : 0,
      ),
      covariates: shard.covariates,
    })),
  });
  const all = new Float64Array(wide.terms.length);
  for (const shard of wide.shards) accumulateProduct(shard.covariates, shard.averaging, all);
  const term = fit.inestimableTerm(all);
  if (term !== undefined)
    throw new NotEstimableError(
      "surrogate.no-support",
      `surrogate index: the ${fit.rows} rows that it is fitted to do not determine the coefficient of "${term}", which varies among the rows to be predicted; merge or leave out the term`,
      { term, rows: fit.rows },
    );
  const predicted = new Float64Array(wide.rows);
  for (const shard of wide.shards)
    multiply(
      shard.covariates,
      fit.coefficients,
      predicted.subarray(shard.firstRow, shard.firstRow + shard.rows),
    );
  const addScores = designScores(wide, {
    fit,
    residual(shard, out) {
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        out[r] = trainOn[row] === 1 ? shard.averaging[r]! * (long[row]! - predicted[row]!) : 0;
      }
    },
  });
  return { predicted, addScores };
}

function learnedIndex({ wide, long }: SurrogateRows, trainOn: Uint8Array, form: LearnedIndex): IndexModel {
  const { covariates, terms, user, averaging } = wholeCovariates(wide);
  const data = { covariates, terms, outcome: long, weights: averaging, users: user };
  const foldOfRow = foldOfRows(data, form.folds ?? 5, form.seed);
  return { predicted: crossFit({ ...data, foldOfRow, learner: form.learner, trainOn }), addScores: () => {} };
}
