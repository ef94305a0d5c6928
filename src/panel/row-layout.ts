import type { PanelDefinition } from "../definition/panel-definition.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { LogCalendar } from "./panel.js";
import { userSpans } from "./user-spans.js";

/** Which days of the log are rows of a user: every at-risk day from the user's entry to the user's exit. */
export interface RowLayout {
  readonly days: number;
  /** 1 for a day that has rows, [days]. */
  readonly atRisk: Uint8Array;
  /** At-risk days before each day, [days + 1]. */
  readonly rank: Int32Array;
  /** First day after each at-risk day that is none, or `days`. [days] */
  readonly runEnd: Int32Array;
  /** Log day of entry of each user; `days` for a user who never entered. [users] */
  readonly entry: Int32Array;
  /** Log day after the user's last row, at most `days`; the day of entry for a user without rows. [users] */
  readonly end: Int32Array;
  /** Log day from which nothing is known of the user: `days`, or `end` for one who was lost. [users] */
  readonly knownUntil: Int32Array;
  /** Rows of the user-day table before entry or after exit. */
  readonly leftOut: number;
  /** First row of each user in the user-day table, [users + 1]. */
  readonly tableOffsets: Int32Array;
  /** First row of each user in the panel, [users + 1]. */
  readonly panelOffsets: Int32Array;
}

/**
 * Lays out the dense rows. Days on which nobody was logged have no row, unless the definition calls them inactive;
 * entry and exit are as the definition says.
 */
export function rowLayout(
  table: UserDayTable,
  calendar: LogCalendar,
  definition: Pick<PanelDefinition, "entry" | "exit" | "gapDays">,
): RowLayout {
  const { days, users } = table;
  const atRisk = definition.gapDays === "inactive" ? new Uint8Array(days).fill(1) : calendar.observed;
  const rank = new Int32Array(days + 1);
  for (let day = 0; day < days; day++) rank[day + 1] = rank[day]! + atRisk[day]!;
  const runEnd = new Int32Array(days);
  for (let day = days - 1; day >= 0; day--)
    runEnd[day] = day + 1 < days && atRisk[day + 1] === 1 ? runEnd[day + 1]! : day + 1;

  const tableOffsets = new Int32Array(users.length + 1);
  for (let row = 0; row < table.rows; row++) tableOffsets[table.user[row]! + 1]! += 1;
  for (let user = 0; user < users.length; user++) tableOffsets[user + 1]! += tableOffsets[user]!;
  const { entry, end, knownUntil } = userSpans(table, tableOffsets, definition, calendar.step);
  const panelOffsets = new Int32Array(users.length + 1);
  for (let user = 0; user < users.length; user++)
    panelOffsets[user + 1] = panelOffsets[user]! + rank[end[user]!]! - rank[entry[user]!]!;
  let leftOut = 0;
  for (let row = 0; row < table.rows; row++) {
    const user = table.user[row]!;
    if (table.day[row]! < entry[user]! || table.day[row]! >= end[user]!) leftOut += 1;
  }
  return { days, atRisk, rank, runEnd, entry, end, knownUntil, leftOut, tableOffsets, panelOffsets };
}
