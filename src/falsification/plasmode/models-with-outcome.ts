import { type NuisanceModels, nuisanceModels } from "../../estimators/nuisance-models.js";
import { fitOutcomeModel, type OutcomeModel } from "../../estimators/outcome-model.js";
import { withoutLeverage } from "../../estimators/without-leverage.js";
import { withOutcome } from "../designs/with-outcome.js";
import { refitLinear } from "./refit-linear.js";

/**
 * The nuisance models of the same rows and treatment with another outcome, without leverages: the propensity is the one
 * that was fitted, linear outcome models are solved again with the factors at hand, logistic ones are fitted anew. The link
 * is that of the analysis, whatever the values of the new outcome.
 * @param outcome [rows] in design order
 */
export function modelsWithOutcome(models: NuisanceModels, outcome: Float64Array): NuisanceModels {
  const fresh = nuisanceModels(withOutcome(models.design, outcome));
  const refitted = new Map<string, OutcomeModel>();
  return withoutLeverage({
    ...fresh,
    propensity: models.propensity,
    averageTerms: models.averageTerms,
    outcome({ arms = "separate", link = models.totals.binaryOutcome ? "logit" : "identity" } = {}) {
      if (link !== "identity") return fresh.outcome({ arms, link });
      const known = refitted.get(arms);
      if (known !== undefined) return known;
      const first = models.outcome({ arms, link }).models;
      const model = fitOutcomeModel(fresh.design, models.averageTerms(), { arms, link }, (data, index) =>
        refitLinear(first[index]!.fit, data),
      );
      refitted.set(arms, model);
      return model;
    },
  });
}
