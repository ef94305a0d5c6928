import { PanelError } from "../errors.js";
import type { Panel } from "./panel.js";

/**
 * A column on every panel row of a sub-population, with the row's user and log day, in the panel's order.
 * @throws PanelError `panel.treatment-empty` (nobody is in it), `panel.treatment-unknown-values` (the column is not
 *   known on some of its rows)
 */
export function valuesAmong(
  panel: Panel,
  column: string,
  among: string,
): { readonly values: readonly number[]; readonly user: readonly number[]; readonly day: readonly number[] } {
  const values: number[] = [];
  const user: number[] = [];
  const day: number[] = [];
  for (const shard of panel.shards()) {
    const inside = shard.column(among);
    shard.column(column).forEach((value, row) => {
      if (inside[row] !== 1) return;
      values.push(value);
      user.push(shard.user[row]!);
      day.push(shard.day[row]!);
    });
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
  return { values, user, day };
}
