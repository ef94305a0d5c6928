import type { Panel } from "./panel.js";
import { valuesAmong } from "./values-among.js";

/**
 * For each log day, the k-th largest value among users of the sub-population and the last user, in the panel's order,
 * who has it and belongs to the k: equals are taken in the order of users. A day with k users or fewer takes them all.
 * @throws PanelError as `valuesAmong`
 */
export function topByDay(
  panel: Panel,
  column: string,
  among: string,
  k: number,
): { readonly value: Float64Array; readonly lastUser: Int32Array } {
  const { days } = panel.calendar;
  const byDay: { value: number; user: number }[][] = Array.from({ length: days }, () => []);
  valuesAmong(panel, column, among);
  for (const shard of panel.shards()) {
    const inside = shard.column(among);
    const values = shard.column(column);
    for (let row = 0; row < shard.rows; row++)
      if (inside[row] === 1) byDay[shard.day[row]!]!.push({ value: values[row]!, user: shard.user[row]! });
  }
  const value = new Float64Array(days).fill(Number.POSITIVE_INFINITY);
  const lastUser = new Int32Array(days).fill(-1);
  byDay.forEach((users, day) => {
    const last = users.sort((a, b) => b.value - a.value || a.user - b.user)[Math.min(k, users.length) - 1];
    if (last === undefined) return;
    value[day] = last.value;
    lastUser[day] = last.user;
  });
  return { value, lastUser };
}
