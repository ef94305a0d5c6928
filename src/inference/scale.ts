import type { InfluenceEstimate } from "../results/influence-estimate.js";

/** The estimate and its influence times a constant, e.g. a change of unit. */
export function scale(estimate: InfluenceEstimate, factor: number): InfluenceEstimate {
  return {
    estimate: estimate.estimate * factor,
    influence: estimate.influence.map((value) => value * factor),
    sample: estimate.sample,
  };
}
