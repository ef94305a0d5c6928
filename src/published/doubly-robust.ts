import { quantile } from "../numeric/quantile.js";
import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import type { OutcomePredictions } from "./outcome-predictions.js";
import { resampledMean } from "./resampled-mean.js";
import { segmentsOf } from "./segments.js";
import type { StudyTable } from "./study-rows.js";
import { userBootstrap } from "./user-bootstrap.js";
import { usersOfRows } from "./users-of-rows.js";

/**
 * The sixth notebook's scores m₁ - m₀ + A (Y - m₁) / e - (1 - A) (Y - m₀) / (1 - e), e moved into [0.01, 0.99].
 * @returns one score a row; their mean is the estimate
 */
export function doublyRobustScores(
  treatment: Float64Array,
  outcome: Float64Array,
  propensity: Float64Array,
  { treated, untreated }: OutcomePredictions,
): Float64Array {
  return outcome.map((y, row) => {
    const e = Math.min(Math.max(propensity[row]!, 0.01), 0.99);
    const [m1, m0] = [treated[row]!, untreated[row]!];
    return m1 - m0 + (treatment[row] === 1 ? (y - m1) / e : -(y - m0) / (1 - e));
  });
}

/** Estimate and spread of the scores of one pair of models, and 400 resamples of users with the scores kept. */
export function doublyRobustRow(
  table: StudyTable,
  scores: Float64Array,
  { treated, untreated }: OutcomePredictions,
  seed: number,
): number[] {
  const { mean, deviation } = momentsOf(scores, scores.keys());
  const [y1, y0] = [treated, untreated].map((values) => momentsOf(values, values.keys()).mean);
  const [low, middle, high] = [0.05, 0.5, 0.95].map((at) => quantile(scores, at));
  const { count } = usersOfRows(table.user);
  const resampled = userBootstrap(count, 400, seed, resampledMean(table.user, scores, scores.keys()));
  const positive = scores.filter((score) => score > 0).length / scores.length;
  return [y1!, y0!, y1! - y0!, mean, deviation, low!, middle!, high!, positive, mean / y0!, ...resampled];
}

/** Who is in the 23 segments, what the scores say there, and 250 resamples of users with scores and segments kept. */
export function segmentTables(
  table: StudyTable,
  scores: Float64Array,
  { treated, untreated }: OutcomePredictions,
  propensity: Float64Array,
  seed: number,
): ComputedTables {
  const { count } = usersOfRows(table.user);
  const filled = segmentsOf(table);
  const meanOver = (values: Float64Array, rows: readonly number[]) => momentsOf(values, rows).mean;
  const effect = treated.map((m1, row) => m1 - untreated[row]!);
  return {
    segments: Object.fromEntries(
      filled.map(([name, rows]) => [
        name,
        [
          rows.length,
          new Set(rows.map((row) => table.user[row]!)).size,
          meanOver(table.treatments.high_watch_exposure, rows),
          meanOver(table.outcomes.future_7day_interactions, rows),
        ],
      ]),
    ),
    segment_effects: Object.fromEntries(
      filled.map(([name, rows]) => {
        const { mean, deviation } = momentsOf(scores, rows);
        return [name, [mean, deviation, meanOver(effect, rows), meanOver(propensity, rows)]];
      }),
    ),
    segment_bootstrap: Object.fromEntries(
      filled.map(([name, rows]) => [
        name,
        userBootstrap(count, 250, seed, resampledMean(table.user, scores, rows)),
      ]),
    ),
  };
}
