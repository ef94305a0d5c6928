import { glm } from "../models/glm.js";
import { sandwich } from "../models/sandwich.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import { weekdays } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";

export interface ClusteredRegression {
  /** Weighted mean outcome of the untreated rows, which the lift is relative to. */
  readonly controlMean: number;
  readonly effect: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
  /** 1 - weighted residual over weighted total sum of squares. */
  readonly rSquared: number;
}

/**
 * The fourth notebook's regression: outcome on treatment, with the day index as a straight line and indicators of the days of
 * the week where `calendar`, by weighted least squares that take the weights as known. Errors clustered by user with the
 * factor G / (G - 1) · (n - 1) / (n - p), 95 % intervals from Student's t with G - 1 degrees: statsmodels' `cov_type="cluster"`.
 * @throws as `glm` and `sandwich`
 */
export function clusteredRegression(
  table: StudyTable,
  outcome: Float64Array,
  weights: Float64Array,
  calendar: boolean,
): ClusteredRegression {
  const treatment = table.treatments.high_watch_exposure;
  const fit = glm({
    family: "gaussian",
    outcome,
    weights,
    matrix: { treatment, ...(calendar ? calendarColumns(table) : {}) },
  });
  const { coefficients, clusters } = sandwich(fit, { type: "HC1", cluster: table.user });
  const { estimate, standardError, pValue } = coefficients.find(({ term }) => term === "treatment")!;
  const half = studentQuantile(0.975, clusters! - 1) * standardError;
  const untreated = weights.map((w, row) => (treatment[row] === 0 ? w : 0));
  return {
    controlMean: weightedMean(outcome, untreated),
    effect: estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    pValue,
    rSquared: 1 - fit.deviance / fit.nullDeviance,
  };
}

/** Day index and six of the seven days of the week, those that occur; Friday is the one left out. */
export function calendarColumns(table: StudyTable): Record<string, Float64Array> {
  const present = weekdays.filter((_, day) => table.weekday.includes(day + 1));
  const reference = present.includes("Friday") ? "Friday" : present[0];
  return {
    calendar_day_index: table.covariates.calendar_day_index,
    ...Object.fromEntries(
      present
        .filter((name) => name !== reference)
        .map((name) => [name, table.weekday.map((value) => (value === weekdays.indexOf(name) + 1 ? 1 : 0))]),
    ),
  };
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return values.reduce((sum, value, row) => sum + weights[row]! * value, 0) / total;
}
