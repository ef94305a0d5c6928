import type { StudyResult } from "../../study/schemas/result-schema.js";
import { everyBalanceDays } from "../balance-days.js";
import { balanceLimits, balancePairs } from "../balance-pairs.js";

/** One covariate of the love plot; arrays hold one entry a day of `lovePlotDays`. */
export interface LovePlotRow {
  readonly covariate: string;
  /** Standardised mean differences before and after weighting, standard deviations; null where not formed. */
  readonly before: number | null;
  readonly after: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Its place in each order of `lovePlotOrders`, counted from 0. */
  readonly places: readonly number[];
  readonly beforeByDay: readonly (number | null)[];
  readonly afterByDay: readonly (number | null)[];
}

/** Orders of the rows, in words; the first is the one that is drawn. */
export const lovePlotOrders = ["largest before first", "largest after first", "by name"] as const;

/** The list of days offers at most as many as give so many numbers of all covariates together. */
const mostNumbers = 4_000;

/** Height of a row, pixels. */
export const lovePlotStep = 28;

/**
 * Signals of the love plot: those that the page's control moves, with the values of the drawing, and the ends of the
 * axis for every sample and day, so that the axis stays while rows are searched.
 */
export const lovePlotParams = (
  rows: readonly LovePlotRow[],
): readonly { readonly name: string; readonly value: unknown }[] => [
  { name: "order", value: 0 },
  { name: "sample", value: 0 },
  { name: "day", value: 0 },
  { name: "found", value: null },
  { name: "ends", value: axisEnds(rows) },
];

/** Smallest and largest value of the axis, by sample (both, before, after) and day (all together, then each). */
function axisEnds(rows: readonly LovePlotRow[]): readonly (readonly (readonly [number, number])[])[] {
  const days = [...(rows[0]?.beforeByDay.keys() ?? [])];
  const pooled = {
    before: rows.map((row) => row.before),
    after: rows.flatMap((row) => [row.after, row.lower, row.upper]),
  };
  const places = [
    pooled,
    ...days.map((day) => ({
      before: rows.map((row) => row.beforeByDay[day]!),
      after: rows.map((row) => row.afterByDay[day]!),
    })),
  ];
  const ends = (values: readonly (number | null)[]): readonly [number, number] => {
    const known = values.filter((value) => value !== null);
    return [short(Math.min(-balanceLimits.fail, ...known))!, short(Math.max(balanceLimits.fail, ...known))!];
  };
  return [
    places.map(({ before, after }) => ends([...before, ...after])),
    places.map(({ before }) => ends(before)),
    places.map(({ after }) => ends(after)),
  ];
}

const size = (value: number | null | undefined): number => (value == null ? -1 : Math.abs(value));

/** Three decimals, and no −0. */
const short = (value: number | null | undefined): number | null =>
  value == null ? null : Number(value.toFixed(3)) + 0;

/** Days on which some covariate's balance could be judged, in their order, and how far the furthest was from 0. */
export function judgedDays(result: StudyResult): readonly { readonly date: string; readonly size: number }[] {
  const covariates = everyBalanceDays(result);
  return (result.balanceByDay?.days ?? [])
    .map(({ date }, at) => ({
      date,
      size: Math.max(
        -1,
        ...covariates.map(({ after, days }) => size(days[at]![after === null ? "unweighted" : "weighted"])),
      ),
    }))
    .filter((day) => day.size >= 0);
}

/**
 * Days that the list of days offers, in their order: all judged ones, or of a long calendar with many covariates those on
 * which some covariate is furthest from balance (after weighting where there are weights).
 */
export function lovePlotDays(result: StudyResult): readonly string[] {
  const most = Math.max(5, Math.floor(mostNumbers / (2 * (result.balanceByDay?.covariates.length ?? 1))));
  return [...judgedDays(result)]
    .sort((a, b) => b.size - a.size)
    .slice(0, most)
    .map(({ date }) => date)
    .sort();
}

/** Rows of the love plot, in the order of the balance table. Every order is worked out here: the browser only looks it up. */
export function lovePlotRows(result: StudyResult): readonly LovePlotRow[] {
  const pairs = balancePairs(result);
  const days = lovePlotDays(result);
  const byDay = new Map(
    everyBalanceDays(result).map((one) => [one.covariate, new Map(one.days.map((day) => [day.date, day]))]),
  );
  const before = (i: number): number => size(pairs[i]!.unweighted?.standardizedMeanDifference);
  const after = (i: number): number => size(pairs[i]!.weighted?.standardizedMeanDifference);
  const names = pairs.map(({ covariate }) => covariate);
  const orders = [
    (a: number, b: number) => before(b) - before(a) || a - b,
    (a: number, b: number) => after(b) - after(a) || before(b) - before(a) || a - b,
    (a: number, b: number) => names[a]!.localeCompare(names[b]!, "en", { numeric: true }) || a - b,
  ].map((compare) => {
    const place: number[] = [];
    [...pairs.keys()].sort(compare).forEach((row, at) => {
      place[row] = at;
    });
    return place;
  });
  return pairs.map(({ covariate, unweighted, weighted }, i) => {
    const daily = days.map((date) => byDay.get(covariate)?.get(date));
    return {
      covariate,
      before: unweighted?.standardizedMeanDifference ?? null,
      after: weighted?.standardizedMeanDifference ?? null,
      lower: weighted?.lower ?? null,
      upper: weighted?.upper ?? null,
      places: orders.map((place) => place[i]!),
      beforeByDay: daily.map((day) => short(day?.unweighted)),
      afterByDay: daily.map((day) => short(day?.weighted)),
    };
  });
}

/** Whether a difference is beyond the limit of good balance. */
export const beyondGood = (value: number | null): boolean => size(value) > balanceLimits.good;

/** Picks what the signals ask for: `found` names rows or is null for all, `sample` 1 is before only and 2 after only. */
export const lovePlotTransform = (days: readonly string[]): readonly Readonly<Record<string, unknown>>[] => [
  { filter: "found === null || indexof(found, datum.covariate) >= 0" },
  { calculate: "datum.places[order]", as: "place" },
  { calculate: "day === 0 ? datum.before : datum.beforeByDay[day - 1]", as: "was" },
  { calculate: "day === 0 ? datum.after : datum.afterByDay[day - 1]", as: "is" },
  { calculate: "sample === 2 ? null : datum.was", as: "beforeShown" },
  { calculate: "sample === 1 ? null : datum.is", as: "afterShown" },
  {
    calculate: "isValid(datum.beforeShown) && isValid(datum.afterShown) ? datum.beforeShown : null",
    as: "linkFrom",
  },
  { calculate: "datum.afterShown", as: "linkTo" },
  {
    calculate: "day === 0 && sample !== 1 && isValid(datum.upper) ? datum.lower : null",
    as: "lowerShown",
  },
  { calculate: "datum.upper", as: "upperShown" },
  { calculate: `${JSON.stringify(["all together", ...days])}[day]`, as: "when" },
];
