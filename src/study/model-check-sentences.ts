import type { CalibrationBin } from "../diagnostics/prediction/calibration-bins.js";
import type { CalibrationLine } from "../diagnostics/prediction/calibration-line.js";
import { type CourseDay, naturalCourseRecord } from "../diagnostics/prediction/natural-course.js";
import type { ResidualSummary } from "../diagnostics/prediction/residual-summary.js";
import { displayUnit } from "../results/display-unit.js";
import { shortNumber } from "./short-number.js";

/** What calibration by bins says of a propensity; the line only where the predictions are not of its own rows. */
export function calibrationSentence(bins: readonly CalibrationBin[], line: CalibrationLine | null): string {
  const slope =
    line === null
      ? ""
      : ` The slope of the observed on the predicted log odds is ${shortNumber(line.slope)} (standard error ${shortNumber(line.slopeError)}); 1 is calibrated.`;
  return `${binWords(bins, "share of treated user-days", "percentage points", 100)}${slope}`;
}

/** How much the outcome regressions explain, and whether their predictions are met. */
export function outcomeSentence(
  bins: readonly CalibrationBin[],
  { rootMeanSquare, explained }: Pick<ResidualSummary, "rootMeanSquare" | "explained">,
  unit: string,
): string {
  const { factor, difference } = displayUnit(unit);
  const share =
    explained === null ? "" : `explain ${shortNumber(100 * Math.max(0, explained))}% of its variance and `;
  return `Regressions of the outcome in each arm ${share}miss single user-days by ${shortNumber(factor * rootMeanSquare)} ${difference} (root mean square). ${binWords(bins, "mean outcome", difference, factor)}`;
}

function binWords(bins: readonly CalibrationBin[], what: string, unit: string, factor: number): string {
  const size = ({ difference }: CalibrationBin) => Math.abs(difference);
  const worst = bins.reduce((a, b) => (size(b) > size(a) ? b : a));
  const beyond = bins.filter(({ lower, upper }) => lower > 0 || upper < 0).length;
  const chance =
    beyond === 0 ? "nowhere beyond chance" : `beyond chance in ${beyond} (intervals simultaneous over them)`;
  return `Over ${bins.length} groups of like prediction the observed ${what} differs from the predicted one by at most ${shortNumber(factor * size(worst))} ${unit}, ${chance}.`;
}

/**
 * Whether the outcome regressions give back the observed course of days.
 * @param deviation standard deviation of the outcome; 0 for a constant
 */
export function courseSentence(days: readonly CourseDay[], deviation: number, unit: string): string {
  const { factor, difference } = displayUnit(unit);
  const judged = days.filter(({ lower }) => lower !== null);
  if (judged.length === 0) return "No day has two analysis rows, so days were not held against each other.";
  const beyond = judged.filter(({ lower, upper }) => lower! > 0 || upper! < 0);
  const words = (day: CourseDay) =>
    `${shortNumber(factor * Math.abs(day.difference))} ${difference}${deviation > 0 ? ` (${shortNumber(Math.abs(day.difference) / deviation)} SD)` : ""}`;
  const largest = (some: readonly CourseDay[]) =>
    some.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
  if (beyond.length === 0)
    return `On none of ${judged.length} days is the mean outcome further from the predicted one than chance allows; the largest difference is ${words(largest(judged))}.`;
  const worst = largest(beyond);
  const much = deviation > 0 && Math.abs(worst.difference) / deviation > naturalCourseRecord.warn!;
  return `On ${beyond.length} of ${judged.length} days the mean outcome is further from the predicted one than chance allows, by up to ${words(worst)}; ${much ? `that is beyond ${naturalCourseRecord.warn} SD, so the regressions miss part of the calendar` : `none of these is beyond ${naturalCourseRecord.warn} SD`}.`;
}
