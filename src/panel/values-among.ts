import { PanelError } from "../errors.js";
import type { Panel } from "./panel.js";

/**
 * A column on every panel row of a sub-population, in the panel's order.
 * @throws PanelError `panel.treatment-empty` (nobody is in it), `panel.treatment-unknown-values` (the column is not
 *   known on some of its rows)
 */
export function valuesAmong(panel: Panel, column: string, among: string): readonly number[] {
  const values: number[] = [];
  for (const shard of panel.shards()) {
    const inside = shard.column(among);
    const known = shard.column(column);
    for (let row = 0; row < shard.rows; row++) if (inside[row] === 1) values.push(known[row]!);
  }
  if (values.length === 0)
    throw new PanelError(
      "panel.treatment-empty",
      `no row of the panel has ${among} = 1, so ${column} has no quantile there`,
      { column, among },
    );
  const unknown = values.filter(Number.isNaN).length;
  if (unknown > 0)
    throw new PanelError(
      "panel.treatment-unknown-values",
      `${column} is not known on ${unknown} of ${values.length} rows with ${among} = 1; take a quantile of a column known on all`,
      { column, among, unknown },
    );
  return values;
}
