import type { CalendarRule } from "../definition/calendar.js";

/**
 * A column of the calendar day alone.
 * @param day  log day of each row, from 0
 * @param firstDay  the log's first day, counted from 1970-01-01
 */
export function calendarColumn(rule: CalendarRule, day: Int32Array, firstDay: number): Float64Array {
  let days = 0;
  for (let row = 0; row < day.length; row++) days = Math.max(days, day[row]! + 1);
  const values = Float64Array.from({ length: days }, (_, date) => valueOn(rule, date, firstDay + date));
  const out = new Float64Array(day.length);
  for (let row = 0; row < day.length; row++) out[row] = values[day[row]!]!;
  return out;
}

/** @param date counted from 1970-01-01, a Thursday */
function valueOn(rule: CalendarRule, logDay: number, date: number): number {
  switch (rule.kind) {
    case "logDay":
      return logDay;
    case "dayOfWeek":
      return weekday(date);
    case "weekend":
      return weekday(date) > 5 ? 1 : 0;
    case "dayOfMonth":
      return asDate(date).getUTCDate();
    case "month":
      return asDate(date).getUTCMonth() + 1;
    case "isoWeek": {
      const thursday = date + 4 - weekday(date);
      const newYear = Date.UTC(asDate(thursday).getUTCFullYear(), 0, 1) / 86_400_000;
      return Math.floor((thursday - newYear) / 7) + 1;
    }
  }
}

/** 1 = Monday … 7 = Sunday. */
function weekday(date: number): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}

function asDate(date: number): Date {
  return new Date(date * 86_400_000);
}
