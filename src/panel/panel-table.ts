import { arrayOf, checkCall, kinds } from "../call-check.js";
import { PanelError } from "../errors.js";
import type { Panel } from "./panel.js";

/**
 * Columns of a panel as a table that models, weights and marginal structural models take: one value a row, rows in the
 * order of the panel (user, then day), beside `user` (index in `panel.users`) and `day` (log day from 0), which name unit and
 * time. NaN means not known. Every shard is read once.
 * @param columns  panel columns and candidate treatments
 * @throws PanelError `panel.table-columns` when a name is "user" or "day", or given twice; and for a name that the panel
 * does not have
 */
export function panelTable(panel: Panel, columns: readonly string[]): Readonly<Record<string, Float64Array>> {
  checkCall("panelTable", { panel, columns }, { panel: kinds.panel, columns: arrayOf(kinds.text) });
  const names = ["user", "day", ...columns];
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new PanelError(
      "panel.table-columns",
      `panelTable: "${twice}" would be made twice; "user" and "day" are there by themselves, and each column is named once`,
      { name: twice },
    );
  const table = Object.fromEntries(names.map((name) => [name, new Float64Array(panel.rows)]));
  for (const shard of panel.shards()) {
    table.user!.set(shard.user, shard.firstRow);
    table.day!.set(shard.day, shard.firstRow);
    for (const name of columns) table[name]!.set(shard.column(name), shard.firstRow);
  }
  return table;
}
