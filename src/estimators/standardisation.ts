import { aliasedTerms } from "./aliased-terms.js";
import { augmentedMeans } from "./augmented-means.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";

/**
 * Standardisation (the parametric g-formula for one time point): an outcome model in each arm (linear;
 * logistic for an outcome of 0 and 1, so that means stay in [0, 1]), predicted for every row under both treatments and averaged, the outcome models' score equations stacked into φ.
 * Source: Hernán & Robins, What If, chapter 13. Checked against: independent regressions in the tests.
 */
export const standardisation: Estimator = {
  name: "standardisation",
  label: "Standardisation (g-formula)",
  role: "adjusted",
  target: "ATE",
  estimate(design, given) {
    const models = modelsFor(design, given);
    const { weight } = models.totals;
    const outcome = models.outcome();
    return {
      estimator: "standardisation",
      ...augmentedMeans(design, outcome, weight[0] + weight[1]),
      aliased: aliasedTerms(outcome.models),
    };
  },
};
