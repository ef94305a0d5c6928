import { CausalError } from "../errors.js";
import { normalQuantile } from "../numeric/normal-distribution.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import type { Diagnostic } from "./diagnostic.js";

export const meanWeightRecord: Diagnostic = {
  name: "meanWeight",
  label: "Mean stabilised weight",
  unit: "distance from 1",
  worse: "above",
  warn: 0.1,
  fail: null,
  source:
    "Cole & Hernán (2008): a mean of stabilised weights away from 1 points to a misspecified propensity or a lack of positivity",
  sentence: "Distance of the mean untruncated stabilised weight from 1.",
};

/** Untruncated stabilised weights with the weight of each row in the average; all arrays are [rows]. */
export interface StabilisedWeights {
  readonly user: Int32Array;
  readonly day: Int32Array;
  readonly weight: Float64Array;
  /** Weight of the row in the average that the question names. */
  readonly averaging: Float64Array;
}

export interface MeanWeight {
  readonly mean: number;
  /** One value a panel user, [users]; the weights are treated as known. */
  readonly influence: Float64Array;
}

export interface DayMeanWeight {
  /** Log day, from 0. */
  readonly day: number;
  readonly rows: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * P(A = a) / P(A = a | L) of each row: stabilised by the overall prevalence, nothing truncated.
 * @param averaging weight of the row in the prevalence
 * @throws CausalError `diagnostics.propensity` where a row's own arm has probability 0
 */
export function stabilisedWeights(
  propensity: Float64Array,
  treatment: Float64Array,
  averaging: Float64Array,
): Float64Array {
  let treated = 0;
  let all = 0;
  for (let row = 0; row < treatment.length; row++) {
    treated += averaging[row]! * treatment[row]!;
    all += averaging[row]!;
  }
  const prevalence = treated / all;
  return propensity.map((p, row) => {
    const weight = treatment[row] === 1 ? prevalence / p : (1 - prevalence) / (1 - p);
    if (!Number.isFinite(weight))
      throw new CausalError(
        "diagnostics.propensity",
        `row ${row} has treatment ${treatment[row]} and propensity ${p}, so its weight is infinite`,
        { row },
      );
    return weight;
  });
}

/**
 * Mean stabilised weight m = Σ a w / Σ a with influence φ_i = n Σ_{t of i} a (w - m) / Σ a, n the panel's users.
 * @param users users of the panel, n
 */
export function meanWeight(weights: StabilisedWeights, users: number): MeanWeight {
  const { user, weight, averaging } = weights;
  let sum = 0;
  let total = 0;
  for (let row = 0; row < weight.length; row++) {
    sum += averaging[row]! * weight[row]!;
    total += averaging[row]!;
  }
  const mean = sum / total;
  const influence = new Float64Array(users);
  for (let row = 0; row < weight.length; row++)
    influence[user[row]!] =
      influence[user[row]!]! + (users * averaging[row]! * (weight[row]! - mean)) / total;
  return { mean, influence };
}

/**
 * The same by log day (or day within a window: several rows of a user then), with pointwise intervals:
 * SE² = n/(n-1) Σ_i (Σ_{rows of i} a (w - m))² / (Σ a)², n the users of the day, Student's t with n - 1 degrees below 50
 * users, else normal. Days with fewer than two users are left out: they have no error.
 */
export function meanWeightByDay(weights: StabilisedWeights, level: number): readonly DayMeanWeight[] {
  const rowsOf = new Map<number, number[]>();
  weights.day.forEach((day, row) => {
    const rows = rowsOf.get(day);
    if (rows === undefined) rowsOf.set(day, [row]);
    else rows.push(row);
  });
  return [...rowsOf]
    .filter(([, rows]) => rows.some((row) => weights.user[row] !== weights.user[rows[0]!]))
    .sort(([a], [b]) => a - b)
    .map(([day, rows]) => dayMean(weights, day, rows, level));
}

/** A day needs this many rows for its interval to be trusted: weights are skewed. */
const fewestRowsOfADay = 30;

/**
 * The day whose mean weight is furthest from 1 among those whose interval excludes 1; intervals hold for all days of 30
 * rows or more at once (Bonferroni). Null when none does. A day's error is at least what the spread of all weights of the
 * log gives for as many rows: weights are skewed, so that a day which happens to miss the large ones has a low mean and
 * a low error at once, and would look surely off.
 */
export function worstDayWeight(weights: StabilisedWeights, level: number): DayMeanWeight | null {
  const days = meanWeightByDay(weights, level).filter(({ rows }) => rows >= fewestRowsOfADay);
  const simultaneous = 1 - (1 - level) / Math.max(1, days.length);
  const least = leastErrors(weights);
  const critical = normalQuantile((1 + simultaneous) / 2);
  return meanWeightByDay(weights, simultaneous)
    .filter(({ rows }) => rows >= fewestRowsOfADay)
    .map((day) => {
      const half = Math.max(day.upper - day.mean, critical * least.get(day.day)!);
      return { ...day, lower: day.mean - half, upper: day.mean + half };
    })
    .filter(({ lower, upper }) => lower > 1 || upper < 1)
    .reduce<DayMeanWeight | null>(
      (worst, day) => (worst === null || Math.abs(day.mean - 1) > Math.abs(worst.mean - 1) ? day : worst),
      null,
    );
}

/** By log day, s √(Σ a²) / Σ a over the day's rows with s² = Σ a (w - m)² / Σ a over all rows. */
function leastErrors(weights: StabilisedWeights): ReadonlyMap<number, number> {
  const { day, weight, averaging } = weights;
  const { mean } = meanWeight(weights, 1 + weights.user.reduce((most, user) => Math.max(most, user), 0));
  const ofDay = new Map<number, { sum: number; squares: number }>();
  let [spread, total] = [0, 0];
  for (let row = 0; row < weight.length; row++) {
    const a = averaging[row]!;
    const sums = ofDay.get(day[row]!) ?? { sum: 0, squares: 0 };
    sums.sum += a;
    sums.squares += a * a;
    ofDay.set(day[row]!, sums);
    spread += a * (weight[row]! - mean) ** 2;
    total += a;
  }
  const deviation = Math.sqrt(spread / total);
  return new Map(
    [...ofDay].map(([at, { sum, squares }]) => [at, (deviation * Math.sqrt(squares)) / sum] as const),
  );
}

function dayMean(
  { user, weight, averaging }: StabilisedWeights,
  day: number,
  rows: readonly number[],
  level: number,
): DayMeanWeight {
  const total = rows.reduce((sum, row) => sum + averaging[row]!, 0);
  const mean = rows.reduce((sum, row) => sum + averaging[row]! * weight[row]!, 0) / total;
  const ofUser = new Map<number, number>();
  for (const row of rows)
    ofUser.set(user[row]!, (ofUser.get(user[row]!) ?? 0) + averaging[row]! * (weight[row]! - mean));
  const n = ofUser.size;
  let squares = 0;
  for (const value of ofUser.values()) squares += value ** 2;
  const share = (1 + level) / 2;
  const critical = n < 50 ? studentQuantile(share, n - 1) : normalQuantile(share);
  const half = (critical * Math.sqrt((squares * n) / (n - 1))) / total;
  return { day, rows: rows.length, mean, lower: mean - half, upper: mean + half };
}
