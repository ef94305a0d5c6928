import type { Diagnostic } from "./diagnostic.js";

/** A day with fewer users than this in an arm is thin. */
export const fewestUsersOfADay = 10;

export const thinDaysRecord: Diagnostic = {
  name: "thinDays",
  label: "Days with both arms",
  unit: "share of rows",
  worse: "above",
  warn: 0.05,
  fail: 0.2,
  source:
    "On a day on which an arm has nobody, the comparison rests on other days being alike (shares as for the overlap of propensities); with fewer than 10 users of an arm, nearly so",
  sentence: "Share of analysis rows on days on which an arm has fewer than 10 users.",
};

/** How the analysis rows spread over days with and without both arms; a user has one row a day. */
export interface DaySupport {
  /** Log days with analysis rows. */
  readonly days: number;
  /** Days on which an arm has fewer than 10 users, and the share of rows on them. */
  readonly thinDays: number;
  readonly thinShare: number;
  /** Days on which an arm has nobody, and the share of rows on them. */
  readonly emptyDays: number;
  readonly emptyShare: number;
}

/**
 * Counts days by how many users each arm has on them.
 * @param day log day, [rows]
 * @param treatment 0 or 1, [rows]
 */
export function daySupport(day: Int32Array, treatment: Float64Array): DaySupport {
  const arms = new Map<number, { treated: number; control: number }>();
  day.forEach((at, row) => {
    const counts = arms.get(at) ?? { treated: 0, control: 0 };
    counts[treatment[row] === 1 ? "treated" : "control"] += 1;
    arms.set(at, counts);
  });
  const days = [...arms.values()].map(({ treated, control }) => ({
    rows: treated + control,
    fewest: Math.min(treated, control),
  }));
  const rowsOn = (some: typeof days) => some.reduce((sum, { rows }) => sum + rows, 0) / day.length;
  const thin = days.filter(({ fewest }) => fewest < fewestUsersOfADay);
  const empty = days.filter(({ fewest }) => fewest === 0);
  return {
    days: days.length,
    thinDays: thin.length,
    thinShare: rowsOn(thin),
    emptyDays: empty.length,
    emptyShare: rowsOn(empty),
  };
}
