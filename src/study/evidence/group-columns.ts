import type { Available, InterferenceGroups } from "../../falsification/check.js";
import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import { treatmentValues } from "../../panel/treatment-values.js";

/**
 * The group of every user and analysis row, and the treated share of the row's group that day over the other users of it
 * for whom the treatment was defined, whether or not they are in the analysis.
 * @param name the declared baseline column; undefined when the question declares none
 * @param panelRow panel row of each analysis row, ascending, [rows]
 */
export function groupColumns(
  panel: Panel,
  name: string | undefined,
  resolved: ResolvedTreatment,
  panelRow: Int32Array,
): Available<InterferenceGroups> {
  if (name === undefined)
    return {
      reason:
        "the question declares no group of users who may bear on each other (interference.group: a city, a network, a household)",
    };
  const { days } = panel.calendar;
  const byUser = new Float64Array(panel.users.length).fill(Number.NaN);
  const treatment = new Float64Array(panel.rows).fill(Number.NaN);
  const cells = new Map<number, { users: number; treated: number }>();
  const index = new Map<number, number>();
  const cellOf = (label: number, day: number): number => {
    if (!index.has(label)) index.set(label, index.size);
    return index.get(label)! * days + day;
  };
  for (const shard of panel.shards()) {
    const group = shard.column(name);
    const [could, among] = [shard.column(panel.definition.available), shard.column(resolved.among)];
    const treated = treatmentValues(shard, resolved);
    for (let row = 0; row < shard.rows; row++) {
      byUser[shard.user[row]!] = group[row]!;
      if (could[row] !== 1 || among[row] !== 1 || Number.isNaN(treated[row]) || Number.isNaN(group[row]))
        continue;
      treatment[shard.firstRow + row] = treated[row]!;
      const at = cellOf(group[row]!, shard.day[row]!);
      const cell = cells.get(at) ?? { users: 0, treated: 0 };
      cell.users += 1;
      cell.treated += treated[row]!;
      cells.set(at, cell);
    }
  }
  const group = new Float64Array(panelRow.length).fill(Number.NaN);
  const othersTreated = new Float64Array(panelRow.length).fill(Number.NaN);
  let at = 0;
  for (const shard of panel.shards()) {
    const end = shard.firstRow + shard.rows;
    for (; at < panelRow.length && panelRow[at]! < end; at++) {
      const row = panelRow[at]! - shard.firstRow;
      const own = treatment[panelRow[at]!]!;
      const label = byUser[shard.user[row]!]!;
      if (Number.isNaN(label) || Number.isNaN(own)) continue;
      group[at] = label;
      const { users, treated } = cells.get(cellOf(label, shard.day[row]!))!;
      if (users > 1) othersTreated[at] = (treated - own) / (users - 1);
    }
  }
  if (othersTreated.every(Number.isNaN))
    return { reason: `no two users of one ${name} were active on the same day` };
  return { found: { name, byUser, group, othersTreated } };
}
