import type { CalendarRule } from "./calendar.js";
import type { ColumnDoc } from "./column-doc.js";
import { today } from "./day-window.js";

const docs: Readonly<Record<CalendarRule["kind"], readonly [unit: string, sentence: string]>> = {
  dayOfWeek: ["day of the week", "Day of the week, 1 = Monday to 7 = Sunday."],
  logDay: ["days", "Days since the first day of the log, from 0."],
  weekend: ["0 or 1", "1 on Saturday and Sunday, else 0."],
  dayOfMonth: ["day of the month", "Day of the month, 1 to 31."],
  month: ["month", "Month, 1 = January to 12 = December."],
  isoWeek: ["ISO week", "ISO 8601 week of the year, 1 to 53; week 1 has the year's first Thursday."],
};

/** What a calendar rule makes. */
export function calendarDoc(rule: CalendarRule): ColumnDoc {
  const [unit, sentence] = docs[rule.kind];
  return { unit, window: today, derivedFrom: [], sentence };
}
