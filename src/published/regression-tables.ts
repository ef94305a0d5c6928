import { type ClusteredRegression, clusteredRegression } from "./clustered-regression.js";
import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import { resampledEffect } from "./resampled-effect.js";
import type { StudyOutcome } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";
import { effectiveRows } from "./study-weights.js";
import { userBootstrap } from "./user-bootstrap.js";
import { usersOfRows } from "./users-of-rows.js";

/** The outcomes beside the primary one. */
export const secondaryOutcomes: readonly StudyOutcome[] = [
  "future_7day_active_days",
  "future_7day_avg_daily_interactions",
  "future_7day_play_hours",
  "log1p_future_7day_interactions",
];

/** What no fold enters: the regressions and means without weights. */
export function unweightedTables(table: StudyTable): ComputedTables {
  const ones = new Float64Array(table.rows).fill(1);
  const outcome = table.outcomes.future_7day_interactions;
  const [none, calendar] = [false, true].map((held) =>
    figures(clusteredRegression(table, outcome, ones, held)),
  );
  return {
    ladder: { none: none!, calendar: calendar! },
    plain_means: { unweighted: plainMeans(table, ones) },
    weight_choices: { unweighted: [...calendar!, table.rows, 1] },
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
    ladder: {
      weights: regression("future_7day_interactions", primary, false),
      both: regression("future_7day_interactions", primary, true),
    },
    plain_means: { weighted: plainMeans(table, primary) },
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

/** Weighted means of the primary outcome by arm, their difference, and that over the untreated mean. */
function plainMeans({ outcomes, treatments }: StudyTable, weights: Float64Array): number[] {
  const treatment = treatments.high_watch_exposure;
  const [untreated, treated] = [0, 1].map((level) => {
    const rows = [...treatment.keys()].filter((row) => treatment[row] === level);
    return momentsOf(outcomes.future_7day_interactions, rows, weights).mean;
  });
  return [treated!, untreated!, treated! - untreated!, treated! / untreated! - 1];
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
