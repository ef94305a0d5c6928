import type { TreatmentRule } from "../definition/treatment.js";

/** A rule whose number is a quantile over the panel. */
export type PanelQuantileRule = Extract<
  TreatmentRule,
  { readonly kind: "atLeastQuantile" | "atMostQuantile" }
>;

/** Whether a rule's number is a quantile over the panel, so that other users would have given another one. */
export function isPanelQuantile(rule: TreatmentRule | undefined): rule is PanelQuantileRule {
  return (rule?.kind === "atLeastQuantile" || rule?.kind === "atMostQuantile") && rule.within === undefined;
}
