import type { StepUnit } from "../definition/step-unit.js";

/**
 * Column of an events table that says in the panel's own terms when an event was: the day column itself where steps are
 * days; the first day of the week, or the number of the period, where that one holds steps counted from 1970.
 */
export function eventDay(day: string, step: StepUnit): string {
  return { day, week: "period_start", period: "period" }[step];
}
