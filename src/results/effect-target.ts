import type { EstimatorName } from "./estimator-names.js";

/**
 * Over whom an effect is averaged: "ATE" over all analysis rows, as the question says; "ATO" over rows tilted by
 * e (1 - e), those whose treatment could have gone either way.
 */
export type EffectTarget = "ATE" | "ATO";

/** Estimators whose effect is another one than the average effect; the others target "ATE". */
const others: Readonly<Partial<Record<EstimatorName, EffectTarget>>> = {
  overlapWeighted: "ATO",
  gEstimation: "ATO",
  propensityRegression: "ATO",
};

/** What an estimator's effect is an average over; a test pins it to the records in `estimators/`. */
export function effectTargetOf(estimator: EstimatorName): EffectTarget {
  return others[estimator] ?? "ATE";
}
