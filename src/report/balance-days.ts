import type { StudyResult } from "../study/result-schema.js";
import { balancePairs } from "./balance-pairs.js";
import { type DayBalance, further } from "./further-rows.js";

/** Balance of one covariate over the days on which it could be judged. */
export interface CovariateDays {
  readonly covariate: string;
  readonly days: readonly DayBalance[];
  /** Mean and largest absolute difference over days, standard deviations; null without any day. */
  readonly before: DaySummary | null;
  readonly after: DaySummary | null;
}

export interface DaySummary {
  readonly mean: number;
  readonly largest: number;
  readonly worstDay: string;
  readonly days: number;
}

function summary(days: readonly DayBalance[], sample: "unweighted" | "weighted"): DaySummary | null {
  const known = days.flatMap((day) => {
    const value = day[sample];
    return value === null ? [] : [{ date: day.date, size: Math.abs(value) }];
  });
  const [first] = known;
  if (first === undefined) return null;
  const worst = known.reduce((a, b) => (b.size > a.size ? b : a), first);
  return {
    mean: known.reduce((sum, { size }) => sum + size, 0) / known.length,
    largest: worst.size,
    worstDay: worst.date,
    days: known.length,
  };
}

/** Covariates that have a balance by day, in the order of the balance table. */
export function balanceDays(result: StudyResult): readonly CovariateDays[] {
  const rows = further(result).balanceByDay ?? [];
  const names = new Set([
    ...balancePairs(result).map(({ covariate }) => covariate),
    ...rows.map(({ covariate }) => covariate),
  ]);
  return [...names].flatMap((covariate) => {
    const days = rows.filter((row) => row.covariate === covariate);
    return days.length === 0
      ? []
      : [
          {
            covariate,
            days,
            before: summary(days, "unweighted"),
            after: summary(days, "weighted"),
          },
        ];
  });
}

/** The covariate that is furthest from balance on some day, after weighting where there are weights. */
export const worstCovariate = (found: readonly CovariateDays[]): CovariateDays | undefined =>
  found.reduce<CovariateDays | undefined>((worst, next) => {
    const size = (one: CovariateDays): number => (one.after ?? one.before)?.largest ?? 0;
    return worst === undefined || size(next) > size(worst) ? next : worst;
  }, undefined);
