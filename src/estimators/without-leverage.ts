import type { NuisanceModels } from "./nuisance-models.js";

/**
 * The same models, whose leverages are all 0: for fits of which nobody asks what rows dominate. That halves their cost, and no
 * estimate and no error depends on it.
 */
export function withoutLeverage(models: NuisanceModels): NuisanceModels {
  const none = new Float64Array(models.design.rows);
  const leverage = () => none;
  return {
    ...models,
    propensity: () => ({ ...models.propensity(), leverage }),
    outcome(form) {
      const outcome = models.outcome(form);
      return { ...outcome, at: (arm) => ({ ...outcome.at(arm), leverage }) };
    },
  };
}
