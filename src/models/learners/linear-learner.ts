import { fitLinear } from "../fit-linear.js";
import { glmLearner } from "./glm-learner.js";
import type { Learner } from "./learner.js";

/**
 * Least squares on the covariates as they are, with an intercept.
 * @throws as `logisticLearner`, but for separation and convergence
 * Checked against `linearRegression`.
 */
export function linearLearner(): Learner {
  return glmLearner("linear regression", "mean", fitLinear, (mean) => mean);
}
