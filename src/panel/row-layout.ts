import type { PanelDefinition } from "../definition/panel-definition.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { LogCalendar } from "./panel.js";

/** Which days of the log are rows of a user: every at-risk day from the user's entry to the log's last day. */
export interface RowLayout {
  readonly days: number;
  /** 1 for a day that has rows, [days]. */
  readonly atRisk: Uint8Array;
  /** At-risk days before each day, [days + 1]. */
  readonly rank: Int32Array;
  /** Log day of entry of each user; `days` for a user who never entered. [users] */
  readonly entry: Int32Array;
  /** First row of each user in the user-day table, [users + 1]. */
  readonly tableOffsets: Int32Array;
  /** First row of each user in the panel, [users + 1]. */
  readonly panelOffsets: Int32Array;
}

/**
 * Lays out the dense rows. Days on which nobody was logged have no row, unless the definition calls them inactive;
 * a user enters with the log's first day or on the first active day.
 */
export function rowLayout(
  table: UserDayTable,
  calendar: LogCalendar,
  definition: Pick<PanelDefinition, "entry" | "gapDays">,
): RowLayout {
  const { days, users } = table;
  const atRisk = definition.gapDays === "inactive" ? new Uint8Array(days).fill(1) : calendar.observed;
  const rank = new Int32Array(days + 1);
  for (let day = 0; day < days; day++) rank[day + 1] = rank[day]! + atRisk[day]!;

  const tableOffsets = new Int32Array(users.length + 1);
  for (let row = 0; row < table.rows; row++) tableOffsets[table.user[row]! + 1]! += 1;
  const entry = new Int32Array(users.length);
  const panelOffsets = new Int32Array(users.length + 1);
  for (let user = 0; user < users.length; user++) {
    tableOffsets[user + 1]! += tableOffsets[user]!;
    const first = tableOffsets[user]!;
    if (definition.entry === "firstActivity")
      entry[user] = first < tableOffsets[user + 1]! ? table.day[first]! : days;
    panelOffsets[user + 1] = panelOffsets[user]! + rank[days]! - rank[entry[user]!]!;
  }
  return { days, atRisk, rank, entry, tableOffsets, panelOffsets };
}
