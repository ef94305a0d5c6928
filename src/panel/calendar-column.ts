import type { CalendarRule } from "../definition/calendar.js";

/**
 * A column of the calendar day alone: ISO day of the week (1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday), or
 * days since the log's first day.
 * @param day  log day of each row, from 0
 * @param firstDay  the log's first day, counted from 1970-01-01
 */
export function calendarColumn(rule: CalendarRule, day: Int32Array, firstDay: number): Float64Array {
  return rule.kind === "logDay"
    ? Float64Array.from(day)
    : Float64Array.from(day, (date) => ((((firstDay + date + 3) % 7) + 7) % 7) + 1);
}
