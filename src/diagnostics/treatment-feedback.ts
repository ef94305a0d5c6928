import { normalCdf } from "../numeric/normal-distribution.js";
import { comparedArms } from "./balance/compared-arms.js";
import { type Covariates, covariateColumns } from "./balance/covariates.js";
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
}

/**
 * Whether past treatment goes with today's confounders, which makes plain adjustment over several days wrong. It is a
 * display, not a gate: a difference may also be what led to yesterday's treatment. To take that out, hand in the
 * residuals of today's confounders given yesterday's (of any model); nothing is fitted here.
 * @param spec.pastTreatment treatment of the day before, 0 or 1, [rows]
 * @param spec.confounders today's values, or their residuals given yesterday's
 * @param spec.user user of each row; any numbers
 * @throws CausalError and NotEstimableError `diagnostics.*` as `standardizedMeanDifferences` and `balanceTable`
 * Checked by hand-worked numbers and, in a world with feedback, by its fire.
 */
export function treatmentFeedback(spec: {
  readonly pastTreatment: ArrayLike<number>;
  readonly confounders: Covariates;
  readonly user: ArrayLike<number>;
}): readonly TreatmentFeedback[] {
  const arms = comparedArms(spec.pastTreatment, undefined);
  const columns = covariateColumns(spec.confounders, arms.rows);
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
    averaging: arms.weights,
    weight: arms.weights,
    covariates: { rows: arms.rows, columns: columns.length, values },
  };
  return standardizedMeanDifferences(
    [block],
    columns.map(({ name }, column) => ({ name, column })),
    index.size,
  ).map(({ covariate, unweighted }) => {
    const { treatedMean, controlMean, standardizedMeanDifference, influence } = unweighted;
    const standardError = Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0)) / index.size;
    return {
      confounder: covariate,
      difference: treatedMean - controlMean,
      standardizedMeanDifference,
      standardError,
      pValue: standardError === 0 ? 1 : 2 * normalCdf(-Math.abs(standardizedMeanDifference) / standardError),
    };
  });
}
