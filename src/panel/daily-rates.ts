import { checkCall, kinds } from "../call-check.js";
import { dayLabel } from "./log-calendar.js";
import type { Panel } from "./panel.js";
import type { ResolvedTreatment } from "./treatment.js";
import { treatmentValues } from "./treatment-values.js";

/** What happened on one calendar day. */
export interface DailyRate {
  /** "YYYY-MM-DD"; the first day of a week, the number of a period. */
  readonly date: string;
  /** Users with a row on that day. */
  readonly atRisk: number;
  /** Available user-days over all at-risk ones. */
  readonly activeRate: number;
  /** Treated among available user-days on which the treatment is known; null when there were none. */
  readonly treatmentRate: number | null;
  /** Mean outcome over the at-risk user-days on which it is known; null when there were none. */
  readonly outcomeMean: number | null;
}

/** Daily rates of activity, treatment and outcome over all users; a day without rows is left out. */
export function dailyRates(panel: Panel, resolved: ResolvedTreatment, outcome: string): readonly DailyRate[] {
  checkCall(
    "dailyRates",
    { panel, resolved, outcome },
    { panel: kinds.panel, resolved: kinds.resolved, outcome: kinds.text },
  );
  const { days } = panel.calendar;
  const [atRisk, active, treated, told, known, sum] = Array.from({ length: 6 }, () => new Float64Array(days));
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    const treatment = treatmentValues(shard, resolved);
    const outcomes = shard.column(outcome);
    for (let row = 0; row < shard.rows; row++) {
      const day = shard.day[row]!;
      atRisk![day]! += 1;
      active![day]! += available[row]!;
      if (available[row] === 1 && !Number.isNaN(treatment[row]!)) {
        told![day]! += 1;
        treated![day]! += treatment[row]!;
      }
      if (Number.isNaN(outcomes[row]!)) continue;
      known![day]! += 1;
      sum![day]! += outcomes[row]!;
    }
  }
  const rate = (part: Float64Array, whole: Float64Array, day: number) =>
    whole[day] === 0 ? null : part[day]! / whole[day]!;
  return Array.from({ length: days }, (_, day) => day)
    .filter((day) => atRisk![day]! > 0)
    .map((day) => ({
      date: dayLabel(panel.calendar, day),
      atRisk: atRisk![day]!,
      activeRate: active![day]! / atRisk![day]!,
      treatmentRate: rate(treated!, told!, day),
      outcomeMean: rate(sum!, known!, day),
    }));
}
