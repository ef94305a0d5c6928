import { checkCall, having, kinds } from "../call-check.js";
import type { UserDayTable } from "../results/user-day-table.js";
import { type LogStep, stepLabel } from "../sources/log-step.js";
import type { LogCalendar } from "./panel.js";

/** The days (or other steps) of a log, and on which of them at least one user had an event. */
export function logCalendar(table: UserDayTable, step: LogStep = { unit: "day" }): LogCalendar {
  const observed = new Uint8Array(table.days);
  for (let row = 0; row < table.rows; row++) observed[table.day[row]!] = 1;
  return { step, firstDay: table.firstDay, days: table.days, observed };
}

/** How a log day is written: its date, the first date of its week, or the number of its period. */
export function dayLabel(calendar: LogCalendar, logDay: number): string {
  checkCall(
    "dayLabel",
    { calendar, logDay },
    { calendar: having("the calendar of a panel", "step", "firstDay"), logDay: kinds.number },
  );
  const { step, firstDay } = calendar;
  return stepLabel(step, firstDay + logDay);
}

/** "YYYY-MM-DD" of a day counted from 1970-01-01. */
export function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
