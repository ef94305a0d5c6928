import { aliasedTerms } from "./aliased-terms.js";
import { augmentedMeans } from "./augmented-means.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";

/**
 * Regression of the outcome on treatment and covariates with no interaction, the classical adjustment: one linear model
 * of all rows (logistic for an outcome of 0 and 1, averaged over all rows). With a linear model the effect is the
 * coefficient of treatment. It takes the effect to be the same for everybody, so it is a comparison. Its scores are
 * stacked into φ: the error is the regression's sandwich (HC0, clustered by user).
 * Source: Hernán & Robins, What If, section 15.1. Checked against: What If 13.4 and 15.1, causallib, zEpid.
 */
export const outcomeRegression: Estimator = {
  name: "outcomeRegression",
  label: "Outcome regression (one effect for all)",
  role: "sensitivity",
  target: "ATE",
  estimate(design, given) {
    const models = modelsFor(design, given);
    const { weight } = models.totals;
    const outcome = models.outcome({ arms: "together" });
    return {
      estimator: "outcomeRegression",
      ...augmentedMeans(design, outcome, weight[0] + weight[1]),
      aliased: aliasedTerms(outcome.models),
    };
  },
};
