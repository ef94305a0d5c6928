import type { CalendarRule } from "./calendar.js";
import type { ColumnDoc } from "./column-doc.js";
import { today } from "./day-window.js";
import type { StepUnit } from "./step-unit.js";

const docs: Readonly<
  Record<Exclude<CalendarRule["kind"], "logDay">, readonly [unit: string, sentence: string]>
> = {
  dayOfWeek: ["day of the week", "Day of the week, 1 = Monday to 7 = Sunday."],
  weekend: ["0 or 1", "1 on Saturday and Sunday, else 0."],
  dayOfMonth: ["day of the month", "Day of the month, 1 to 31."],
  month: ["month", "Month, 1 = January to 12 = December."],
  isoWeek: ["ISO week", "ISO 8601 week of the year, 1 to 53; week 1 has the year's first Thursday."],
};

/** What a calendar rule makes; on a grid of weeks or periods only `logDay` has a meaning. */
export function calendarDoc(rule: CalendarRule, step: StepUnit): ColumnDoc {
  const [unit, sentence] =
    rule.kind === "logDay"
      ? [`${step}s`, `${step[0]!.toUpperCase()}${step.slice(1)}s since the first ${step} of the log, from 0.`]
      : docs[rule.kind];
  return { unit, window: today, derivedFrom: [], sentence };
}
