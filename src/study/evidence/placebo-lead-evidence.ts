import type { PanelColumn } from "../../definition/panel-column.js";
import type { Available } from "../../falsification/check.js";
import type { PlaceboLeadControl } from "../../falsification/placebo-lead-control.js";
import type { Evidence } from "../gates/gate.js";
import { differenceEvidence } from "./difference-evidence.js";

/** What the placebo-lead gate looks at, where the question declares that treatment does not respond to outcomes. */
export function placeboLeadEvidence(
  lead: Available<PlaceboLeadControl>,
  columns: readonly PanelColumn[],
  level: number,
): NonNullable<Evidence["placeboLead"]> {
  if (lead.reason !== undefined) return { reason: lead.reason };
  const { column, difference, rows, standardDeviation: deviation } = lead.found;
  const { unit } = columns.find(({ name }) => name === column)!;
  return differenceEvidence(difference, { deviation, unit, level }, { column, rows });
}
