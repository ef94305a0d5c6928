import { checkCall, kinds } from "../call-check.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/** The estimate and its influence times a constant, e.g. a change of unit. */
export function scale(estimate: InfluenceEstimate, factor: number): InfluenceEstimate {
  checkCall("scale", { estimate, factor }, { estimate: kinds.estimate, factor: kinds.number });
  return {
    estimate: estimate.estimate * factor,
    influence: estimate.influence.map((value) => value * factor),
    sample: estimate.sample,
  };
}
