import { idValue } from "../../sources/summary/summary-row.js";
import { dayLabel } from "../log-calendar.js";
import type { Panel } from "../panel.js";
import { numberOrNull } from "./number-or-null.js";

/** The panel's own user id and day, and columns by name. */
export type UserDayRow = { readonly user_id: number | string; readonly event_date: string } & Readonly<
  Record<string, number | string | null>
>;

/** The first `count` rows of the panel, or of its available days only, with the named columns. */
export function firstUserDays(
  panel: Panel,
  columns: readonly string[],
  count: number,
  which: "all" | "available",
): readonly UserDayRow[] {
  const found: UserDayRow[] = [];
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    for (let row = 0; row < shard.rows && found.length < count; row++) {
      if (which === "available" && available[row] !== 1) continue;
      found.push({
        user_id: idValue(panel.users[shard.user[row]!]!),
        event_date: dayLabel(panel.calendar, shard.day[row]!),
        ...Object.fromEntries(columns.map((name) => [name, numberOrNull(shard.column(name)[row]!)])),
      });
    }
    if (found.length === count) break;
  }
  return found;
}
