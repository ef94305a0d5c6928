import type { StepUnit } from "./step-unit.js";

/** "1 day", "3 days", "2 weeks". */
export function countedDays(count: number, step: StepUnit = "day"): string {
  return count === 1 ? `1 ${step}` : `${count} ${step}s`;
}
