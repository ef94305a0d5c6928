import { fitLogistic } from "../fit-logistic.js";
import { glmLearner } from "./glm-learner.js";
import type { Learner } from "./learner.js";
import { probabilityOf } from "./probability-of.js";

/**
 * Logistic regression on the covariates as they are, with an intercept, by maximum likelihood.
 * @throws in `fit` as `checkLearnerRows` and `fitGlm` (`model.separated` naming the terms, `model.not-converged`) and
 * NotEstimableError `model.too-few-rows`; in `predict` PanelError `model.lengths`, `design.not-finite` and
 * NotEstimableError `model.inestimable` where a row asks for a term the training rows could not tell from others
 * Checked against `logisticRegression`.
 */
export function logisticLearner(): Learner {
  return glmLearner("logistic regression", "probability", fitLogistic, probabilityOf);
}
