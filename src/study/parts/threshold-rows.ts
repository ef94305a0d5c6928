import type { TreatmentRule } from "../../definition/treatment.js";
import { isPanelQuantile } from "../../estimand/panel-quantile.js";
import type { ThresholdRows } from "../../inference/bootstrap/resampled-threshold.js";
import type { Panel } from "../../panel/panel.js";

/**
 * What a replicate needs to take the quantile of a rule over its own users: the column on every panel row of the rule's
 * sub-population, as `resolveTreatment` takes it, and on the analysis rows. Undefined when the rule has no such number.
 */
export function thresholdRows(
  panel: Panel,
  rule: TreatmentRule | undefined,
  panelRow: Int32Array,
): ThresholdRows | undefined {
  if (!isPanelQuantile(rule)) return undefined;
  const found: { readonly value: number; readonly user: number }[] = [];
  const value = new Float64Array(panelRow.length);
  let at = 0;
  for (const shard of panel.shards()) {
    const column = shard.column(rule.column);
    const inside = shard.column(rule.among);
    for (let row = 0; row < shard.rows; row++) {
      if (inside[row] === 1) found.push({ value: column[row]!, user: shard.user[row]! });
      if (panelRow[at] === shard.firstRow + row) value[at++] = column[row]!;
    }
  }
  found.sort((one, other) => one.value - other.value || one.user - other.user);
  return {
    quantile: rule.quantile,
    side: rule.kind === "atLeastQuantile" ? "atLeast" : "atMost",
    reference: {
      value: Float64Array.from(found, (row) => row.value),
      user: Int32Array.from(found, (row) => row.user),
    },
    value,
  };
}
