import { checkRowKeys } from "../check-row-keys.js";
import { propensityBounds } from "../overlap.js";
import { checkPropensities } from "./checked-propensities.js";

/** Propensities of one day: a line of a tidy table. */
export interface DayOverlap {
  /** Log day, or day within a window. */
  readonly day: number;
  readonly rows: number;
  readonly treated: number;
  readonly lowest: number;
  readonly highest: number;
  /** Share of the day's rows with a propensity outside [0.025, 0.975]. */
  readonly shareOutside: number;
}

/**
 * Positivity by day: how many rows have a treatment that was all but decided, days ascending.
 * @param propensity P(A = 1 | L), [rows]; for a strategy over several days, the cumulative probability of following it
 * @param treatment 0 or 1, [rows]
 * @param day day of each row, [rows]
 * @throws CausalError `diagnostics.lengths`, `diagnostics.propensity`, `diagnostics.treatment`, `diagnostics.missing` for
 *   a day that is not finite, naming the row
 * Source: Petersen, Porter, Gruber, Wang & van der Laan (2012), Statistical Methods in Medical Research 21. The shares,
 * weighted by rows, add up to that of `overlap`.
 */
export function overlapByDay(
  propensity: ArrayLike<number>,
  treatment: ArrayLike<number>,
  day: ArrayLike<number>,
): readonly DayOverlap[] {
  checkPropensities(propensity, treatment);
  checkRowKeys("day", day, propensity.length, "time");
  const days = new Map<
    number,
    { rows: number; treated: number; lowest: number; highest: number; outside: number }
  >();
  for (let row = 0; row < propensity.length; row++) {
    const p = propensity[row]!;
    const own = days.get(day[row]!) ?? { rows: 0, treated: 0, lowest: 1, highest: 0, outside: 0 };
    own.rows += 1;
    own.treated += treatment[row]!;
    own.lowest = Math.min(own.lowest, p);
    own.highest = Math.max(own.highest, p);
    if (p < propensityBounds[0] || p > propensityBounds[1]) own.outside += 1;
    days.set(day[row]!, own);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([at, { outside, ...own }]) => ({ day: at, ...own, shareOutside: outside / own.rows }));
}
