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
 * The same by log day, with pointwise intervals (a user has one row a day, so rows of a day are independent):
 * SE² = n/(n-1) Σ a² (w - m)² / (Σ a)², Student's t with n - 1 degrees below 50 rows, else normal. Days with fewer
 * than two rows are left out: they have no error.
 */
export function meanWeightByDay(weights: StabilisedWeights, level: number): readonly DayMeanWeight[] {
  const rowsOf = new Map<number, number[]>();
  weights.day.forEach((day, row) => {
    const rows = rowsOf.get(day);
    if (rows === undefined) rowsOf.set(day, [row]);
    else rows.push(row);
  });
  return [...rowsOf]
    .filter(([, rows]) => rows.length > 1)
    .sort(([a], [b]) => a - b)
    .map(([day, rows]) => dayMean(weights, day, rows, level));
}

/** A day needs this many rows for its interval to be trusted: weights are skewed. */
const fewestRowsOfADay = 30;

/**
 * The day whose mean weight is furthest from 1 among those whose interval excludes 1; intervals hold for all days of 30
 * rows or more at once (Bonferroni). Null when none does.
 */
export function worstDayWeight(weights: StabilisedWeights, level: number): DayMeanWeight | null {
  const judged = meanWeightByDay(weights, level).filter(({ rows }) => rows >= fewestRowsOfADay);
  const simultaneous = 1 - (1 - level) / Math.max(1, judged.length);
  return meanWeightByDay(weights, simultaneous)
    .filter(({ rows, lower, upper }) => rows >= fewestRowsOfADay && (lower > 1 || upper < 1))
    .reduce<DayMeanWeight | null>(
      (worst, day) => (worst === null || Math.abs(day.mean - 1) > Math.abs(worst.mean - 1) ? day : worst),
      null,
    );
}

function dayMean(
  { weight, averaging }: StabilisedWeights,
  day: number,
  rows: readonly number[],
  level: number,
): DayMeanWeight {
  const n = rows.length;
  const total = rows.reduce((sum, row) => sum + averaging[row]!, 0);
  const mean = rows.reduce((sum, row) => sum + averaging[row]! * weight[row]!, 0) / total;
  const squares = rows.reduce((sum, row) => sum + (averaging[row]! * (weight[row]! - mean)) ** 2, 0);
  const share = (1 + level) / 2;
  const critical = n < 50 ? studentQuantile(share, n - 1) : normalQuantile(share);
  const half = (critical * Math.sqrt((squares * n) / (n - 1))) / total;
  return { day, rows: n, mean, lower: mean - half, upper: mean + half };
}
