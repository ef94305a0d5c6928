import type { TreatmentRule } from "../definition/treatment.js";
import type { Estimand, TreatmentChoice } from "./estimand.js";

/** The rule that a choice names, or its own; undefined when the panel has no candidate of that name. */
export function treatmentRule(
  panel: Estimand["panel"],
  rule: TreatmentChoice["rule"],
): TreatmentRule | undefined {
  if (typeof rule !== "string") return rule;
  return Object.hasOwn(panel.treatments, rule) ? panel.treatments[rule] : undefined;
}
