import { aipwCrossFitted } from "../../src/estimators/aipw-cross-fitted.js";
import type { Estimator } from "../../src/estimators/estimator.js";
import { estimators } from "../../src/estimators/registry.js";
import { linearLearner } from "../../src/models/learners/linear-learner.js";
import { logisticLearner } from "../../src/models/learners/logistic-learner.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";

export type RowEstimatorName = EstimatorName | "aipwCrossFittedLinear";

/** The registry, and cross-fitted augmentation with learners that are exactly right where linear models are. */
export const rowEstimators: Readonly<Record<RowEstimatorName, Estimator>> = {
  ...estimators,
  aipwCrossFittedLinear: aipwCrossFitted({
    propensity: logisticLearner(),
    outcome: linearLearner(),
    seed: 1,
  }),
};
