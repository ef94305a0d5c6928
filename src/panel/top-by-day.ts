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
  const found = valuesAmong(panel, column, among);
  found.values.forEach((value, index) => {
    byDay[found.day[index]!]!.push({ value, user: found.user[index]! });
  });
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
