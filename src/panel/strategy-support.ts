import { dayLabel } from "./log-calendar.js";
import type { Panel } from "./panel.js";
import type { ResolvedTreatment } from "./resolved-treatment.js";
import { treatmentValues } from "./treatment-values.js";

/** How many users followed a strategy over the days from one start day on. */
export interface SupportRow {
  /** Start day, "YYYY-MM-DD"; the first day of a week, the number of a period. */
  readonly date: string;
  /** Users available on the start day whose days of the stretch are all rows with a known treatment. */
  readonly eligible: number;
  /** Of them, treated on every available day of the stretch, and on none. */
  readonly always: number;
  readonly never: number;
}

/**
 * Support of "treated whenever available" and "never treated" over `days` days in a row, for every start day on which
 * the stretch fits into the log without a gap. Days on which a user is not available follow either strategy
 * (STATISTICS: availability).
 * @param resolved  a binary treatment
 */
export function strategySupport(
  panel: Panel,
  resolved: ResolvedTreatment,
  days: number,
): readonly SupportRow[] {
  const [eligible, always, never] = Array.from({ length: 3 }, () => new Float64Array(panel.calendar.days));
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    const treatment = treatmentValues(shard, resolved);
    for (let user = 0; user < shard.users; user++)
      for (let row = shard.offsets[user]!; row + days <= shard.offsets[user + 1]!; row++) {
        const start = shard.day[row]!;
        if (available[row] !== 1 || shard.day[row + days - 1] !== start + days - 1) continue;
        let [on, treated, known] = [0, 0, true];
        for (let at = row; at < row + days; at++) {
          if (available[at] !== 1) continue;
          on += 1;
          if (Number.isNaN(treatment[at]!)) known = false;
          else treated += treatment[at]!;
        }
        if (!known) continue;
        eligible![start]! += 1;
        if (treated === on) always![start]! += 1;
        if (treated === 0) never![start]! += 1;
      }
  }
  const { observed } = panel.calendar;
  const fits = (start: number): boolean =>
    start + days <= panel.calendar.days &&
    (panel.definition.gapDays === "inactive" ||
      observed.subarray(start, start + days).every((seen) => seen === 1));
  return Array.from(eligible!, (_, day) => day)
    .filter(fits)
    .map((day) => ({
      date: dayLabel(panel.calendar, day),
      eligible: eligible![day]!,
      always: always![day]!,
      never: never![day]!,
    }));
}
