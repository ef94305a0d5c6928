import { contrastPhrases } from "../estimand/contrast-phrases.js";
import type { Estimand, TreatmentChoice } from "../estimand/estimand.js";
import type { EffectResult } from "../results/effect-result.js";
import type { EstimatorFits } from "./fit-estimators.js";

/** Sentences about the estimators that a reader of the headline has to know. */
export function remarksOn(fits: EstimatorFits, primary: Pick<EffectResult, "label">): readonly string[] {
  const { primary: fit, notEstimated } = fits;
  const truncated = fit.weighting?.truncatedRows ?? 0;
  const unadjusted = fit.estimator === "naive";
  return [
    ...(unadjusted ? [`The headline's estimator (${primary.label}) adjusts for nothing.`] : []),
    ...(truncated > 0
      ? [`The weights of ${truncated} rows were truncated, which trades bias for precision.`]
      : []),
    ...notEstimated.map(({ label, reason }) => `${label} gave no answer: ${reason}`),
  ];
}

/** Says that a simulated log was asked about another treatment than the one the question names; empty otherwise. */
export function standInRemark(
  estimand: Estimand,
  choice: TreatmentChoice,
  resolved: { readonly cut: number },
): readonly string[] {
  if (choice === estimand.treatment) return [];
  const used = contrastPhrases(estimand, choice, resolved).treated;
  const asked = contrastPhrases(estimand, estimand.treatment).treated;
  return [`On simulated logs this question uses a stand-in treatment: ${used}, instead of ${asked}.`];
}
