import type { StudyResult } from "../study/schemas/result-schema.js";
import { daysAPoint } from "./day-runs.js";

/** Balance of one covariate over the days on which it could be judged. */
export interface CovariateDays {
  readonly covariate: string;
  /** In the order of the result's days. */
  readonly days: readonly DayBalance[];
  /** Differences over days, standard deviations; null without any day. */
  readonly before: DaySummary | null;
  readonly after: DaySummary | null;
}

/** Balance of a covariate on one day, standard deviations; null where an arm has too few user-days or there is no unit. */
export interface DayBalance {
  readonly date: string;
  /** User-days of both arms. */
  readonly rows: number;
  readonly unweighted: number | null;
  readonly weighted: number | null;
}

export interface DaySummary {
  /** Mean over days of the absolute and of the signed difference. */
  readonly mean: number;
  readonly average: number;
  readonly largest: number;
  readonly worstDay: string;
  readonly days: number;
}

/** At most so many covariates are drawn, and at most so many numbers of all of them, so that long calendars stay light. */
const mostCovariates = 24;
const mostNumbers = 4_000;

function summary(days: readonly DayBalance[], sample: "unweighted" | "weighted"): DaySummary | null {
  const known = days.flatMap((day) => {
    const value = day[sample];
    return value === null ? [] : [{ date: day.date, value, size: Math.abs(value) }];
  });
  const [first] = known;
  if (first === undefined) return null;
  const worst = known.reduce((a, b) => (b.size > a.size ? b : a), first);
  return {
    mean: known.reduce((sum, { size }) => sum + size, 0) / known.length,
    average: known.reduce((sum, { value }) => sum + value, 0) / known.length,
    largest: worst.size,
    worstDay: worst.date,
    days: known.length,
  };
}

/** Every covariate that has a balance by day, in the order of the balance table. */
export function everyBalanceDays({ balanceByDay }: StudyResult): readonly CovariateDays[] {
  if (balanceByDay === undefined) return [];
  return balanceByDay.covariates.map(({ covariate, unweighted, weighted }) => {
    const days = balanceByDay.days.map(({ date, treated, control }, at) => ({
      date,
      rows: treated + control,
      unweighted: unweighted[at]!,
      weighted: weighted[at]!,
    }));
    return { covariate, days, before: summary(days, "unweighted"), after: summary(days, "weighted") };
  });
}

const furthest = (one: CovariateDays): number => (one.after ?? one.before)?.largest ?? -1;

/**
 * The covariates that are drawn by day: all of a small study, else those furthest from balance on some day (after
 * weighting where there are weights), the fewer the longer the calendar; in the order of the balance table.
 */
export function balanceDays(result: StudyResult): readonly CovariateDays[] {
  const all = everyBalanceDays(result).filter((one) => furthest(one) >= 0);
  const days = result.balanceByDay?.days.length ?? 1;
  const points = Math.ceil(days / daysAPoint(days));
  const most = Math.min(mostCovariates, Math.max(3, Math.floor(mostNumbers / (2 * points))));
  const worst = new Set([...all].sort((a, b) => furthest(b) - furthest(a)).slice(0, most));
  return all.filter((one) => worst.has(one));
}

/**
 * About how far chance alone moves a difference of one day, standard deviations: the median over days of
 * sqrt(1 / treated + 1 / untreated), the error of a standardised difference without any; null without a day of both arms.
 */
export function dayScatter({ balanceByDay }: StudyResult): number | null {
  const errors = (balanceByDay?.days ?? [])
    .filter(({ treated, control }) => treated > 1 && control > 1)
    .map(({ treated, control }) => Math.sqrt(1 / treated + 1 / control))
    .sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? null;
}

/** The covariate that is furthest from balance on some day, after weighting where there are weights. */
export const worstCovariate = (found: readonly CovariateDays[]): CovariateDays | undefined =>
  found.reduce<CovariateDays | undefined>(
    (worst, next) => (worst === undefined || furthest(next) > furthest(worst) ? next : worst),
    undefined,
  );
