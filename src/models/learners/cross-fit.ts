import { arrayOf, checkCall, kinds, optional } from "../../call-check.js";
import {
  CausalError,
  ConvergenceError,
  NotEstimableError,
  PanelError,
  SingularMatrixError,
} from "../../errors.js";
import { checkLearnerCovariates } from "./check-learner-rows.js";
import type { Learner, LearnerRows } from "./learner.js";
import { rowsWhere, selectLearnerRows, selectMatrixRows } from "./select-rows.js";

export interface CrossFitSpec extends LearnerRows {
  /** Fold of each row, whole numbers from 0, every fold up to the largest with rows; all rows of a user in one, [rows]. */
  readonly foldOfRow: Int32Array;
  readonly learner: Learner;
  /** 1 where a row may train, e.g. one treatment arm; every row by default. Predictions are for all rows, [rows]. */
  readonly trainOn?: Uint8Array;
}

/**
 * Predictions of rows by a learner that has not seen their fold: for each fold, the learner is fitted to the other
 * folds' rows with `trainOn` 1 and predicts the fold. The outcome and weight of rows that never train are not read.
 * @returns one prediction a row, [rows]
 * @throws CausalError `folds.invalid` (numbers of folds, a user in two of them); PanelError `model.lengths`, `design.not-finite`; NotEstimableError `folds.no-training-rows`; what the
 * learner throws (`model.one-class`, `model.constant-outcome`, `model.too-few-rows` …) with the fold said
 * Source: Chernozhukov et al. (2018), definition 3.1. Copies the rows of one fold's training set at a time.
 */
export function crossFit(spec: CrossFitSpec): Float64Array {
  checkCall("crossFit", spec, {
    covariates: kinds.matrix,
    terms: arrayOf(kinds.text),
    outcome: kinds.rows,
    weights: kinds.rows,
    users: optional(kinds.rows),
    foldOfRow: kinds.rows,
    trainOn: optional(kinds.rows),
    learner: kinds.learner,
  });
  const { covariates, foldOfRow, learner, trainOn } = spec;
  const rows = covariates.rows;
  for (const [name, array] of Object.entries({
    outcome: spec.outcome,
    weights: spec.weights,
    foldOfRow,
    trainOn: trainOn ?? foldOfRow,
    users: spec.users ?? foldOfRow,
  }))
    if (array.length !== rows)
      throw new PanelError(
        "model.lengths",
        `cross-fitting ${learner.name}: ${name} has ${array.length} values; expected one for each of ${rows} rows`,
        { name },
      );
  checkLearnerCovariates(covariates, spec.terms, `cross-fitting ${learner.name}`);
  const folds = countFolds(foldOfRow, learner.name);
  if (spec.users !== undefined) checkUsersWhole(spec.users, foldOfRow, learner.name);
  const predictions = new Float64Array(rows);
  for (let fold = 0; fold < folds; fold++) {
    const training = rowsWhere(rows, (row) => foldOfRow[row] !== fold && trainOn?.[row] !== 0);
    const held = rowsWhere(rows, (row) => foldOfRow[row] === fold);
    if (training.length === 0)
      throw new NotEstimableError(
        "folds.no-training-rows",
        `cross-fitting ${learner.name}: no row outside fold ${fold} may train; use fewer folds or more users`,
        { fold, folds },
      );
    const predicted = sayingFold(fold, folds, learner.name, () =>
      learner.fit(selectLearnerRows(spec, training)).predict(selectMatrixRows(covariates, held)),
    );
    held.forEach((row, k) => {
      predictions[row] = predicted[k]!;
    });
  }
  return predictions;
}

/** Number of folds; every one of them has rows. */
function countFolds(foldOfRow: Int32Array, learner: string): number {
  const sizes: number[] = [];
  for (const fold of foldOfRow) {
    if (fold < 0 || fold >= foldOfRow.length)
      throw new CausalError(
        "folds.invalid",
        `cross-fitting ${learner}: found fold ${fold}; expected whole numbers from 0`,
      );
    sizes[fold] = (sizes[fold] ?? 0) + 1;
  }
  const empty = Array.from(sizes).indexOf(undefined as never);
  if (sizes.length < 2 || empty >= 0)
    throw new CausalError(
      "folds.invalid",
      sizes.length < 2
        ? `cross-fitting ${learner}: found ${sizes.length} fold; expected at least 2`
        : `cross-fitting ${learner}: fold ${empty} of ${sizes.length} has no rows; number the folds from 0 without gaps`,
    );
  return sizes.length;
}

/** A user in two folds would be predicted by a fit that has seen them. */
function checkUsersWhole(users: Int32Array, foldOfRow: Int32Array, learner: string): void {
  const foldOfUser = new Map<number, number>();
  users.forEach((user, row) => {
    const fold = foldOfUser.get(user);
    if (fold !== undefined && fold !== foldOfRow[row])
      throw new CausalError(
        "folds.invalid",
        `cross-fitting ${learner}: user ${user} is in folds ${fold} and ${foldOfRow[row]} (row ${row}); expected all rows of a user in one fold (userFolds)`,
        { user, row },
      );
    foldOfUser.set(user, foldOfRow[row]!);
  });
}

/** Runs one fold; an error of its fit is thrown again, of the same class and code, with the fold in front. */
function sayingFold<T>(fold: number, folds: number, learner: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CausalError)) throw error;
    const Kind = [NotEstimableError, ConvergenceError, PanelError, SingularMatrixError].find(
      (kind) => error instanceof kind,
    );
    const message = `cross-fitting ${learner} without fold ${fold} (of ${folds}, numbered from 0): ${error.message} (use fewer folds, more users, or a simpler learner)`;
    throw new (Kind ?? CausalError)(error.code, message, { ...error.details, fold, folds }, error);
  }
}
