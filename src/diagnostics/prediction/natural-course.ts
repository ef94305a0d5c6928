import { normalQuantile } from "../../numeric/normal-distribution.js";
import { checkLevel } from "../check-level.js";
import { checkRowKeys } from "../check-row-keys.js";
import type { Diagnostic } from "../diagnostic.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

export const naturalCourseRecord: Diagnostic = {
  name: "naturalCourse",
  label: "Natural course by day",
  unit: "standard deviations of the outcome",
  worse: "above",
  warn: 0.1,
  fail: null,
  source:
    "Young, Cain, Robins, O'Reilly & Hernán (2011), Statistics in Biosciences 3: a model of outcomes has to give back the means that were observed under the treatment that was received; the limit is that of balance",
  sentence: "Largest distance of a day between the mean outcome as predicted and as observed.",
};

/** Predicted and observed means of one day: a line of a tidy table. */
export interface CourseDay {
  readonly time: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
  /** Mean of observed - predicted, and its simultaneous interval over days; null for a day of a single row. */
  readonly difference: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Means of predictions under the treatment that each row received beside the means observed, time by time: the natural
 * course of a model of outcomes. Intervals of the difference are normal and simultaneous over times (Bonferroni), with
 * the spread of the residuals within the time; rows of one time are taken as independent (a user has one row a day) and
 * the predictions as known, which errs on the wide side for a model fitted to these rows.
 * @param spec.time day of each row, [rows]
 * @param level coverage of all intervals together, between 0 and 1
 * @returns times ascending
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; `diagnostics.lengths` for a time too many or too few,
 *   `diagnostics.missing` for one that is not finite, `diagnostics.level`
 * Source: Young et al. (2011). Checked against numbers worked by hand (test/diagnostics/prediction/model-checks.test.ts).
 */
export function naturalCourse(
  spec: Predictions & { readonly time: ArrayLike<number> },
  level: number,
): readonly CourseDay[] {
  const { rows, predicted, observed, weights } = checkedPredictions(spec, "number");
  checkRowKeys("time", spec.time, rows, "time");
  checkLevel(level);
  const times = new Map<number, { rows: number; weight: number; predicted: number; observed: number }>();
  for (let row = 0; row < rows; row++) {
    const own = times.get(spec.time[row]!) ?? { rows: 0, weight: 0, predicted: 0, observed: 0 };
    times.set(spec.time[row]!, own);
    own.rows += 1;
    own.weight += weights[row]!;
    own.predicted += weights[row]! * predicted[row]!;
    own.observed += weights[row]! * observed[row]!;
  }
  const squares = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const time = spec.time[row]!;
    const own = times.get(time)!;
    const residual = observed[row]! - predicted[row]! - (own.observed - own.predicted) / own.weight;
    squares.set(time, (squares.get(time) ?? 0) + (weights[row]! * residual) ** 2);
  }
  const quantile = normalQuantile(1 - (1 - level) / (2 * times.size));
  return [...times]
    .filter(([, { weight }]) => weight > 0)
    .sort(([a], [b]) => a - b)
    .map(([time, own]) => {
      const difference = (own.observed - own.predicted) / own.weight;
      const error = Math.sqrt((squares.get(time)! * own.rows) / (own.rows - 1)) / own.weight;
      const half = own.rows > 1 ? quantile * error : null;
      return {
        time,
        rows: own.rows,
        predicted: own.predicted / own.weight,
        observed: own.observed / own.weight,
        difference,
        lower: half === null ? null : difference - half,
        upper: half === null ? null : difference + half,
      };
    });
}
