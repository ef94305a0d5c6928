import { crossFit } from "../models/learners/cross-fit.js";
import type { Learner } from "../models/learners/learner.js";
import { type StudyCovariates, withTreatment } from "./study-covariates.js";
import type { StudyTable } from "./study-rows.js";

/** Predictions of rows by a model that has not seen their fold. */
export interface OutcomePredictions {
  /** With the treatment as it was. */
  readonly own: Float64Array;
  readonly treated: Float64Array;
  readonly untreated: Float64Array;
}

/**
 * The fifth notebook's outcome model: one fit with the treatment among the covariates, which then predicts each row of
 * the fold as it was, treated and untreated.
 * @throws as `crossFit`
 */
export function outcomePredictions(
  table: StudyTable,
  { covariates, terms }: StudyCovariates,
  outcome: Float64Array,
  foldOfRow: Int32Array,
  learner: Learner,
): OutcomePredictions {
  const treatment = table.treatments.high_watch_exposure;
  const { rows } = covariates;
  const own = withTreatment({ covariates, terms }, treatment);
  const [zero, one] = [0, 1].map((level) => withTreatment({ covariates, terms }, treatment, level as 0 | 1));
  const versions = [own, one!, zero!];
  const stacked = versions.map(({ covariates: matrix }) => matrix);
  const columns = own.terms.length;
  const values = new Float64Array(3 * rows * columns);
  stacked.forEach((matrix, version) => {
    for (let j = 0; j < columns; j++)
      values.set(matrix.values.subarray(j * rows, (j + 1) * rows), (3 * j + version) * rows);
  });
  const thrice = <T extends Float64Array | Int32Array>(array: T, make: (length: number) => T): T => {
    const out = make(3 * rows);
    for (let version = 0; version < 3; version++) out.set(array, version * rows);
    return out;
  };
  const trainOn = new Uint8Array(3 * rows);
  trainOn.fill(1, 0, rows);
  const predicted = crossFit({
    covariates: { rows: 3 * rows, columns, values },
    terms: own.terms,
    outcome: thrice(outcome, (length) => new Float64Array(length)),
    weights: new Float64Array(3 * rows).fill(1),
    foldOfRow: thrice(foldOfRow, (length) => new Int32Array(length)),
    learner,
    trainOn,
  });
  return {
    own: predicted.subarray(0, rows),
    treated: predicted.subarray(rows, 2 * rows),
    untreated: predicted.subarray(2 * rows),
  };
}
