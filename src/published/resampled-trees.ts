import type { Learner } from "../models/learners/learner.js";
import { rowsWhere, selectMatrixRows } from "../models/learners/select-rows.js";
import { type StudyCovariates, withTreatment } from "./study-covariates.js";
import type { StudyTable } from "./study-rows.js";
import { usersOfRows } from "./users-of-rows.js";

/**
 * Mean of treated minus untreated predictions of a model fitted to all rows of a resample, evaluated on the same rows, as the
 * fifth notebook's bootstrap does. Users drawn twice are frequency weights of 2, which for our trees equal rows twice.
 * @param learnerFor the learner for so many rows of a resample
 * @throws as the learner
 * Checked in test/published/tree-analyses.test.ts against a fit to the drawn rows themselves.
 */
export function resampledTrees(
  table: StudyTable,
  covariates: StudyCovariates,
  outcome: Float64Array,
  learnerFor: (rows: number) => Learner,
): (drawn: Float64Array) => number {
  const treatment = table.treatments.high_watch_exposure;
  const { of } = usersOfRows(table.user);
  const own = withTreatment(covariates, treatment);
  const [untreated, treated] = ([0, 1] as const).map(
    (level) => withTreatment(covariates, treatment, level).covariates,
  );
  return (drawn) => {
    const listed = rowsWhere(table.rows, (row) => drawn[of[row]!]! > 0);
    const weights = Float64Array.from(listed, (row) => drawn[of[row]!]!);
    const rows = weights.reduce((sum, times) => sum + times, 0);
    const fit = learnerFor(rows).fit({
      covariates: selectMatrixRows(own.covariates, listed),
      terms: own.terms,
      outcome: Float64Array.from(listed, (row) => outcome[row]!),
      weights,
    });
    const [m1, m0] = [treated!, untreated!].map((matrix) => fit.predict(selectMatrixRows(matrix, listed)));
    return weights.reduce((sum, times, k) => sum + times * (m1![k]! - m0![k]!), 0) / rows;
  };
}
