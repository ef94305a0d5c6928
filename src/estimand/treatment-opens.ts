import type { PanelColumn } from "../definition/panel-column.js";
import type { TreatmentRule } from "../definition/treatment.js";
import { treatmentDoc } from "../definition/treatment-doc.js";

/**
 * First day, relative to the row, that the treatments are made of: a streak's first day, the earliest day of a condition's
 * columns, else the row's own. A quantile of the user's own past only sets the bar that this day is held against: the
 * earlier days are what decides the treatment, not a part of it, and have to be adjusted for rather than left out.
 */
export function treatmentOpens(
  rules: readonly TreatmentRule[],
  columns: readonly PanelColumn[],
): number | "beginning" {
  const opens = rules
    .filter(({ kind }) => kind === "streakAtLeast" || kind === "rule")
    .map((rule) => treatmentDoc(rule, columns).window.from);
  if (opens.includes("beginning")) return "beginning";
  return Math.min(0, ...opens.map(Number));
}
