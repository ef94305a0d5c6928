import { NotEstimableError } from "../errors.js";
import type { WeightNuisance } from "./fitted-weights.js";

/**
 * Stands for a model behind weights whose uncertainty has no formula: an error that should include it is refused, an
 * error that takes the weights as known is still to be had by asking for it.
 * @throws NotEstimableError `weights.no-analytic-error`, from `addScores`
 */
export function refusingNuisance(label: string, reason: string): WeightNuisance {
  return {
    label,
    addScores() {
      throw new NotEstimableError(
        "weights.no-analytic-error",
        `${label}: ${reason}; bootstrap the whole estimate, or take the weights as known with standardErrors: "robust"`,
        { label },
      );
    },
  };
}
