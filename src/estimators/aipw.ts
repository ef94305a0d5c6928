import { aliasedTerms } from "./aliased-terms.js";
import { augmentedMeans } from "./augmented-means.js";
import type { Estimator } from "./estimator.js";
import { modelsFor } from "./nuisance-models.js";
import { stabilisedWeights } from "./stabilised-weights.js";
import { weightsOfObserved } from "./weights-of-observed.js";

/**
 * Augmented inverse probability weighting: outcome models per arm (linear; logistic for an outcome of 0 and 1), corrected by weighted residuals; consistent
 * when either the propensity or the outcome model is right. All three score equations are stacked into φ, so the
 * standard error holds when one model is wrong. Where outcomes are missing, a missingness model's weights and scores come in.
 * Source: Robins, Rotnitzky & Zhao (1994); Lunceford & Davidian (2004), equation 9. Checked against: NHEFS
 * 13x.aipw_complete_case, separate-arm outcome models.
 */
export const aipw: Estimator = {
  name: "aipw",
  label: "Augmented inverse probability weighting (doubly robust)",
  role: "adjusted",
  target: "ATE",
  estimate(design, given) {
    const models = modelsFor(design, given, "modelled");
    const { weight } = models.totals;
    const total = weight[0] + weight[1];
    const propensity = models.propensity();
    const missingness = models.missingness();
    const outcome = models.outcome();
    const weights = stabilisedWeights(design, propensity.propensity, weight[1] / total);
    return {
      estimator: "aipw",
      ...augmentedMeans(design, outcome, total, { propensity, missingness }),
      weighting: {
        propensity: propensity.propensity,
        weight: weightsOfObserved(design, weights.used, missingness),
        truncatedRows: 0,
      },
      aliased: aliasedTerms([
        { model: "propensity model", fit: propensity.fit },
        ...(missingness === undefined ? [] : [missingness]),
        ...outcome.models,
      ]),
    };
  },
};
