import { describeWindow } from "../../definition/day-window.js";
import type { Estimand } from "../../estimand/estimand.js";
import type { Available, DeclaredControls } from "../../falsification/check.js";
import type { Panel, PanelShard } from "../../panel/panel.js";
import { resolveTreatment } from "../../panel/treatment.js";
import { treatmentValues } from "../../panel/treatment-values.js";
import { onRows } from "../on-rows.js";

/**
 * The values of the declared negative controls on every analysis row.
 * @param panelRow panel row of each analysis row, ascending, [rows]
 */
export function negativeControlColumns(
  panel: Panel,
  declared: Estimand["negativeControls"],
  panelRow: Int32Array,
): Available<DeclaredControls> {
  if (declared === undefined)
    return {
      reason:
        "the question declares no negative controls (negativeControls: columns that the treatment cannot reach, or treatments that cannot reach the outcome)",
    };
  const outcomes = (declared.outcomes ?? []).map((name) => ({
    label: `${name} (${describeWindow(panel.columns.find((column) => column.name === name)!.window)})`,
    kind: "outcome" as const,
    read: (shard: PanelShard) => shard.column(name),
  }));
  const treatments = (declared.treatments ?? []).map((name) => {
    const resolved = resolveTreatment(panel, name);
    return {
      label: `${name} as the treatment`,
      kind: "treatment" as const,
      read: (shard: PanelShard) => {
        const among = shard.column(resolved.among);
        return treatmentValues(shard, resolved).map((value, row) => (among[row] === 1 ? value : Number.NaN));
      },
    };
  });
  const controls = [...outcomes, ...treatments].map(({ label, kind, read }) => ({
    label,
    kind,
    values: onRows(panel, panelRow, read),
  }));
  return { found: { controls, reason: declared.reason } };
}
