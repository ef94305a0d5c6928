import { checkCall, kinds, optional } from "../call-check.js";
import { normalCdf, normalQuantile } from "../numeric/normal-distribution.js";
import { comparedArms } from "./balance/compared-arms.js";
import { type Covariates, covariateColumns } from "./balance/covariates.js";
import { checkLevel } from "./check-level.js";
import { checkRowKeys } from "./check-row-keys.js";
import type { Diagnostic } from "./diagnostic.js";
import { standardizedMeanDifferences } from "./standardized-mean-difference.js";

export const treatmentFeedbackRecord: Diagnostic = {
  name: "treatmentFeedback",
  label: "Past treatment moves today's confounders",
  unit: "standard deviations",
  worse: "above",
  warn: 0.1,
  fail: null,
  source:
    "Robins, Hernán & Brumback (2000), Epidemiology 11: where treatment moves later confounders, adjusting for these in a regression on several days' treatment is wrong, and weights or g-computation are needed; the limit is that of balance",
  sentence: "Difference in a confounder of today between rows treated and not treated the day before.",
};

/** A confounder of today by yesterday's treatment: a line of a tidy table. */
export interface TreatmentFeedback {
  readonly confounder: string;
  /** Mean after a treated day - mean after an untreated one. */
  readonly difference: number;
  /** The same over the pooled standard deviation. */
  readonly standardizedMeanDifference: number;
  /** Clustered by user; of the standardised difference. */
  readonly standardError: number;
  /** Two-sided, normal. */
  readonly pValue: number;
  /** Interval of the standardised difference, simultaneous over the confounders (Bonferroni). */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Whether past treatment goes with today's confounders, which makes plain adjustment over several days wrong. It is a
 * display, not a gate: a difference may also be what led to yesterday's treatment. To take that out, hand in the weights
 * of yesterday's rows, which make those treated and not treated alike in yesterday's confounders, or the residuals of
 * today's confounders given yesterday's (of any model); nothing is fitted here.
 * @param spec.pastTreatment treatment of the day before, 0 or 1, [rows]
 * @param spec.confounders today's values, or their residuals given yesterday's
 * @param spec.user user of each row; any numbers
 * @param spec.weights weight of each row; default 1. The unit stays that of the rows before weighting
 * @param spec.level coverage of all intervals together, between 0 and 1; default 0.95
 * @throws CausalError and NotEstimableError `diagnostics.*` as `standardizedMeanDifferences` and `balanceTable`; CausalError
 *   `diagnostics.missing` for a user that is none, `diagnostics.level`
 * Checked by hand-worked numbers and, in a world with feedback, by its fire.
 */
export function treatmentFeedback(spec: {
  readonly pastTreatment: ArrayLike<number>;
  readonly confounders: Covariates;
  readonly user: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  readonly level?: number;
}): readonly TreatmentFeedback[] {
  checkCall("treatmentFeedback", spec, {
    pastTreatment: kinds.rows,
    confounders: kinds.columns,
    user: kinds.rows,
    weights: optional(kinds.rows),
  });
  const arms = comparedArms(spec.pastTreatment, spec.weights);
  const columns = covariateColumns(spec.confounders, arms.rows);
  const { level = 0.95 } = spec;
  checkRowKeys("user", spec.user, arms.rows, "label");
  checkLevel(level);
  const index = new Map<number, number>();
  const user = Int32Array.from(spec.user, (id) => {
    const at = index.get(id) ?? index.size;
    index.set(id, at);
    return at;
  });
  const values = new Float64Array(arms.rows * columns.length);
  columns.forEach((column, j) => {
    values.set(column.values, j * arms.rows);
  });
  const block = {
    rows: arms.rows,
    user,
    treatment: Float64Array.from(arms.arm),
    averaging: new Float64Array(arms.rows).fill(1),
    weight: arms.weights,
    covariates: { rows: arms.rows, columns: columns.length, values },
  };
  const quantile = normalQuantile(1 - (1 - level) / (2 * Math.max(1, columns.length)));
  return standardizedMeanDifferences(
    [block],
    columns.map(({ name }, column) => ({ name, column })),
    index.size,
  ).map(({ covariate, weighted }) => {
    const { treatedMean, controlMean, standardizedMeanDifference, influence } = weighted;
    const standardError = Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0)) / index.size;
    return {
      confounder: covariate,
      difference: treatedMean - controlMean,
      standardizedMeanDifference,
      standardError,
      pValue: standardError === 0 ? 1 : 2 * normalCdf(-Math.abs(standardizedMeanDifference) / standardError),
      lower: standardizedMeanDifference - quantile * standardError,
      upper: standardizedMeanDifference + quantile * standardError,
    };
  });
}
