import { checkCall, having, kinds } from "../call-check.js";
/**
 * What one step of a panel's grid is. A panel counts whole steps, stored as days from 1970-01-01: for days these are
 * the days themselves; for weeks step k is the week that begins 7 k days after the first one of 1970 to begin on
 * `weekStarts`; for numbered periods step k is period k. Column windows ("-3 to -1") count steps in every case.
 */
export type LogStep =
  | { readonly unit: "day" }
  | { readonly unit: "week"; readonly weekStarts: Weekday }
  | { readonly unit: "period" };

/** A step that has a date. */
export type DatedStep = Exclude<LogStep, { readonly unit: "period" }>;

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof weekdays)[number];

/** Days from 1970-01-01 (a Thursday) to the first week of 1970 that begins on a weekday: Thursday 0, Monday 4. */
export function firstWeekOf(weekStarts: Weekday): number {
  return (weekdays.indexOf(weekStarts) + 4) % 7;
}

/** The day, or first day of the week, of a step, counted from 1970-01-01. */
export function stepDate(step: DatedStep, index: number): number {
  return step.unit === "day" ? index : index * 7 + firstWeekOf(step.weekStarts);
}

/** The step that a day counted from 1970-01-01 lies in. */
export function stepOfDate(step: DatedStep, date: number): number {
  return step.unit === "day" ? date : Math.floor((date - firstWeekOf(step.weekStarts)) / 7);
}

/** How a step of the grid is written: "2017-01-02" for a day or the first day of a week, "7" for a numbered period. */
export function stepLabel(step: LogStep, index: number): string {
  checkCall(
    "stepLabel",
    { step, index },
    { step: having("the step of a log's calendar", "unit"), index: kinds.number },
  );
  if (step.unit === "period") return String(index);
  return new Date(stepDate(step, index) * 86_400_000).toISOString().slice(0, 10);
}
