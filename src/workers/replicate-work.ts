import type { Design } from "../design/design.js";
import { resampledDesign } from "../inference/bootstrap/resampled-design.js";
import type { WeightedMsmPlan } from "../inference/bootstrap/weighted-msm/weighted-msm-plan.js";
import { weightedMsmStatistic } from "../inference/bootstrap/weighted-msm/weighted-msm-statistic.js";
import type { EstimatorName } from "../results/estimator-names.js";

/** Work that can travel to another thread: plain data that says what to compute on each resample. */
export type ReplicateWork =
  /** An estimator of the registry; parameters "effect", "treated", "control". */
  | { readonly kind: "estimator"; readonly estimator: EstimatorName; readonly design: Design }
  /** Propensity, stabilised weights, truncation and linear marginal structural model; from `planWeightedMsm`. */
  | { readonly kind: "weightedMsm"; readonly plan: WeightedMsmPlan };

/** Users of the panel, and names of the numbers that a work computes. */
export function shapeOf(work: ReplicateWork): {
  readonly users: number;
  readonly parameters: readonly string[];
} {
  return work.kind === "weightedMsm"
    ? work.plan
    : { users: work.design.users, parameters: ["effect", "treated", "control"] };
}

/**
 * A work as a function of user multiplicities. The registry of estimators is loaded only where it is needed: threads
 * start sooner without.
 */
export async function statisticOf(
  work: ReplicateWork,
): Promise<(multiplicities: Float64Array) => Float64Array> {
  if (work.kind === "weightedMsm") return weightedMsmStatistic(work.plan);
  const { estimators } = await import("../estimators/registry.js");
  const estimator = estimators[work.estimator];
  return (multiplicities) => {
    const { effect, treated, control } = estimator.estimate(resampledDesign(work.design, multiplicities));
    return Float64Array.of(effect.estimate, treated.estimate, control.estimate);
  };
}
