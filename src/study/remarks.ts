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
