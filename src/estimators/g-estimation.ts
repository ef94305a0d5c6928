import type { Estimator } from "./estimator.js";
import { structuralNestedMean } from "./structural-nested-mean.js";

/**
 * G-estimation of a structural nested mean model with one parameter, an effect that is the same for every row. Where it
 * is not, the parameter is the effect averaged over rows tilted by e (1 - e), whatever the outcome depends on: that is
 * what it targets, and the overlap-weighted estimate differs from it by noise alone.
 * `structuralNestedMean` takes effect modifiers. Source and checks: there.
 */
export const gEstimation: Estimator = {
  name: "gEstimation",
  label: "G-estimation (one effect for all; where it varies, ATO)",
  role: "sensitivity",
  target: "ATO",
  estimate(design, models) {
    const { parameters: _, ...fit } = structuralNestedMean(design, {}, models);
    return { estimator: "gEstimation", ...fit };
  },
};
