import { estimatorNames } from "../src/results/estimator-names.js";
import type { Expectation } from "../src/simulation/judge.js";
import type { RowEstimatorName } from "./coverage/row-estimators.js";
import type { SequenceEstimatorName } from "./coverage/sequence-estimators.js";

export interface CoverageCell {
  readonly world: string;
  readonly estimator: RowEstimatorName | SequenceEstimatorName;
  readonly expectation: Expectation;
}

type Row = Partial<Record<Expectation, readonly CoverageCell["estimator"][]>>;

/**
 * What each estimator is held to in each world, by theory. Estimators whose effect is tilted (overlap weighting,
 * g-estimation, regression on the propensity) are held against the effect so tilted. Cells that are not obvious:
 * - propensity wrong, outcome linear, one effect: overlap weights balance the entered columns exactly and g-estimation
 *   is orthogonal to them, so both are right with a wrong propensity; regression on the propensity is not.
 * - five strata leave a part of the confounding, truncation at the 1st and 99th percentile brings some back, and a
 *   regression with one effect for all misses the average of an effect that varies: they fail where it is strong.
 * - tiny effective size: the doubly robust means are centred, but a few rows decide their errors, which are too small.
 * - boosted trees of 750 rows have not converged; they are judged where linear models fail and rows are more.
 */
const table: Readonly<Record<string, Row>> = {
  feedback: {
    consistent: ["ipw", "aipw", "tmle", "overlapWeighted", "gEstimation", "propensityRegression"],
    nearlyConsistent: ["standardisation"],
    expectedToFail: ["naive", "ipwTruncated", "propensityStratification", "outcomeRegression"],
  },
  static: {
    consistent: [
      "ipw",
      "ipwTruncated",
      "standardisation",
      "aipw",
      "tmle",
      "overlapWeighted",
      "gEstimation",
      "propensityRegression",
      "outcomeRegression",
    ],
    expectedToFail: ["naive", "propensityStratification"],
  },
  "right models": {
    consistent: [
      "ipw",
      "standardisation",
      "aipw",
      "aipwCrossFittedLinear",
      "tmle",
      "overlapWeighted",
      "gEstimation",
      "propensityRegression",
    ],
    expectedToFail: ["naive", "ipwTruncated", "propensityStratification", "outcomeRegression"],
  },
  "binary outcome": {
    consistent: [
      "ipw",
      "standardisation",
      "aipw",
      "tmle",
      "overlapWeighted",
      "gEstimation",
      "propensityRegression",
      "outcomeRegression",
    ],
    expectedToFail: ["naive", "ipwTruncated", "propensityStratification"],
  },
  "nonlinear propensity": {
    consistent: ["standardisation", "aipw", "tmle", "overlapWeighted", "gEstimation", "outcomeRegression"],
    expectedToFail: ["naive", "ipw", "ipwTruncated", "propensityStratification", "propensityRegression"],
  },
  "nonlinear outcome": {
    consistent: ["ipw", "aipw", "tmle", "overlapWeighted", "gEstimation", "propensityRegression"],
    expectedToFail: [
      "naive",
      "ipwTruncated",
      "standardisation",
      "propensityStratification",
      "outcomeRegression",
    ],
  },
  "both nonlinear": {
    nearlyConsistent: ["aipwCrossFitted"],
    expectedToFail: [
      "naive",
      "ipw",
      "ipwTruncated",
      "standardisation",
      "aipw",
      "tmle",
      "overlapWeighted",
      "gEstimation",
      "propensityStratification",
      "propensityRegression",
      "outcomeRegression",
    ],
  },
  "unmeasured confounder": { expectedToFail: estimatorNames },
  "no positivity": { expectedToFail: estimatorNames },
  "tiny ESS": {
    consistent: [
      "standardisation",
      "overlapWeighted",
      "gEstimation",
      "propensityRegression",
      "outcomeRegression",
    ],
    expectedToFail: ["naive", "ipw", "ipwTruncated", "aipw", "tmle", "propensityStratification"],
  },
  "lagged confounder": {
    consistent: ["msm"],
    conservative: ["msmKnownWeights"],
    expectedToFail: ["msmWithoutConfounder", "regressionOnLagged", "unadjusted"],
  },
  "g-null": {
    consistent: ["msm"],
    conservative: ["msmKnownWeights"],
    expectedToFail: ["msmWithoutConfounder", "regressionOnLagged", "unadjusted"],
  },
};

/** The cells of the table, world by world. */
export const coverageCells: readonly CoverageCell[] = Object.entries(table).flatMap(([world, row]) =>
  Object.entries(row).flatMap(([expectation, estimators]) =>
    estimators.map((estimator) => ({ world, estimator, expectation: expectation as Expectation })),
  ),
);
