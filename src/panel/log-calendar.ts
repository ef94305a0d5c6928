import type { UserDayTable } from "../results/user-day-table.js";
import type { LogCalendar } from "./panel.js";

/** The days of a log, and on which of them at least one user had an event. */
export function logCalendar(table: UserDayTable): LogCalendar {
  const observed = new Uint8Array(table.days);
  for (let row = 0; row < table.rows; row++) observed[table.day[row]!] = 1;
  return { firstDay: table.firstDay, days: table.days, observed };
}

/** "YYYY-MM-DD" of a day counted from 1970-01-01. */
export function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
