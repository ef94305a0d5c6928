import { type ClusteredRegression, clusteredRegression } from "./clustered-regression.js";
import type { ComputedTables } from "./computed-tables.js";
import { resampledEffect } from "./resampled-effect.js";
import type { StudyOutcome } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";
import { effectiveRows } from "./study-weights.js";
import { userBootstrap, usersOfRows } from "./user-bootstrap.js";

/** Which step of the ladder from the raw difference to the published headline a regression is. */
const steps = [
  ["none", false, false],
  ["weights", true, false],
  ["calendar", false, true],
  ["both", true, true],
] as const;

/** The outcomes beside the primary one. */
export const secondaryOutcomes: readonly StudyOutcome[] = [
  "future_7day_active_days",
  "future_7day_avg_daily_interactions",
  "future_7day_play_hours",
  "log1p_future_7day_interactions",
];

/** What no fold enters: the regressions without weights. */
export function unweightedTables(table: StudyTable): ComputedTables {
  const ones = new Float64Array(table.rows).fill(1);
  const outcome = table.outcomes.future_7day_interactions;
  const rows = steps.filter(([, weighted]) => !weighted);
  return {
    ladder: Object.fromEntries(
      rows.map(([name, , calendar]) => [name, figures(clusteredRegression(table, outcome, ones, calendar))]),
    ),
  };
}

/**
 * The fourth notebook's weighted regressions from stabilised weights by their name: the ladder and the outcomes beside the
 * primary one with `primary`, each choice of weights with the calendar, and 300 resamples of users with the weights kept.
 */
export function weightedTables(
  table: StudyTable,
  weightings: Readonly<Record<string, Float64Array>>,
  primary: Float64Array,
  seed: number,
): ComputedTables {
  const { outcomes } = table;
  const regression = (outcome: StudyOutcome, weights: Float64Array, calendar: boolean) =>
    figures(clusteredRegression(table, outcomes[outcome], weights, calendar));
  return {
    ladder: Object.fromEntries(
      steps
        .filter(([, weighted]) => weighted)
        .map(([name, , calendar]) => [name, regression("future_7day_interactions", primary, calendar)]),
    ),
    secondary: Object.fromEntries(secondaryOutcomes.map((name) => [name, regression(name, primary, true)])),
    weight_choices: Object.fromEntries(
      Object.entries(weightings).map(([name, weights]) => {
        const effective = effectiveRows(weights);
        return [
          name,
          [...regression("future_7day_interactions", weights, true), effective, effective / table.rows],
        ];
      }),
    ),
    msm_bootstrap: {
      both: userBootstrap(
        usersOfRows(table.user).count,
        300,
        seed,
        resampledEffect(table, outcomes.future_7day_interactions, primary),
      ),
    },
  };
}

const figures = (fit: ClusteredRegression): number[] => [
  fit.controlMean,
  fit.effect,
  fit.effect / fit.controlMean,
  fit.standardError,
  fit.lower,
  fit.upper,
  fit.pValue,
  fit.rSquared,
];
