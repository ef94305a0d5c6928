import type { LogOrigin } from "../results/log-origin.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";

/** The treatment that the question means on a log of this origin. */
export function treatmentFor(estimand: Estimand, origin: LogOrigin): TreatmentChoice {
  return origin === "simulated"
    ? (estimand.treatmentOnSimulatedLog ?? estimand.treatment)
    : estimand.treatment;
}
