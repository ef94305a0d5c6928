import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import type { OutcomePredictions } from "./outcome-predictions.js";
import { quantileBuckets } from "./quantile-buckets.js";
import { segmentsOf } from "./segments.js";
import type { StudyTable } from "./study-rows.js";

/** The fifth notebook for one model: standardised means, fit over the folds, calibration by tenths of the predictions. */
export function outcomeTables(
  model: "ridge" | "lightgbm",
  outcome: Float64Array,
  predictions: OutcomePredictions,
  foldOfRow: Int32Array,
): ComputedTables {
  const { own, treated, untreated } = predictions;
  const [y1, y0] = [meanOf(treated), meanOf(untreated)];
  const tenth = quantileBuckets(own, 10);
  const calibration = Array.from({ length: 10 }, (_, k) => {
    const rows = [...tenth.keys()].filter((row) => tenth[row] === k);
    const [predicted, observed] = [own, outcome].map((values) => meanOf(rows.map((row) => values[row]!)));
    return [`${model} / ${k + 1}`, [predicted!, observed!, observed! - predicted!]] as const;
  });
  return {
    g_computation: { [model]: [y1, y0, y1 - y0] },
    outcome_fit: { [model]: fitOverFolds(outcome, own, foldOfRow) },
    calibration: Object.fromEntries(calibration),
  };
}

/** The other outcomes by one model: effect, means, lift, fit. */
export function secondaryOutcomeRow(
  outcome: Float64Array,
  { own, treated, untreated }: OutcomePredictions,
  foldOfRow: Int32Array,
): readonly number[] {
  const [y1, y0] = [meanOf(treated), meanOf(untreated)];
  return [y1 - y0, y1, y0, (y1 - y0) / y0, ...fitOverFolds(outcome, own, foldOfRow)];
}

/** Effects that the outcome models see in quarters of two moderators, and how far they vary there. */
export function outcomeSegments(
  table: StudyTable,
  predictions: Readonly<Record<"ridge" | "lightgbm", OutcomePredictions>>,
): ComputedTables {
  const effects = (["lightgbm", "ridge"] as const).map((model) =>
    predictions[model].treated.map((m1, row) => m1 - predictions[model].untreated[row]!),
  );
  const shown = segmentsOf(table).filter(([name]) => /^prior_(interactions|high_watch) /.test(name));
  return {
    g_computation_segments: Object.fromEntries(
      shown.map(([name, rows]) => [
        name,
        effects.flatMap((effect) => {
          const { mean, deviation } = momentsOf(effect, rows);
          return [mean, deviation];
        }),
      ]),
    ),
  };
}

/** Users and rows of each fold of the outcome models, in order. */
export function foldTable(user: Float64Array, foldOfRow: Int32Array): ComputedTables {
  return {
    outcome_folds: Object.fromEntries(
      [0, 1, 2, 3, 4].map((fold) => {
        const rows = [...foldOfRow.keys()].filter((row) => foldOfRow[row] === fold);
        return [`fold_${fold + 1}`, [rows.length, new Set(rows.map((row) => user[row]!)).size]];
      }),
    ),
  };
}

/** Mean over the folds of root mean squared error, mean absolute error and R². */
function fitOverFolds(outcome: Float64Array, predicted: Float64Array, foldOfRow: Int32Array): number[] {
  const folds = [0, 1, 2, 3, 4].map((fold) =>
    fitOver(
      [...foldOfRow.keys()].filter((row) => foldOfRow[row] === fold),
      outcome,
      predicted,
    ),
  );
  return [0, 1, 2].map((k) => meanOf(folds.map((fold) => fold[k]!)));
}

/** Root mean squared error, mean absolute error and R². */
function fitOver(rows: readonly number[], outcome: Float64Array, predicted: Float64Array): number[] {
  const centre = rows.reduce((sum, row) => sum + outcome[row]!, 0) / rows.length;
  let [squares, absolute, total] = [0, 0, 0];
  for (const row of rows) {
    const error = outcome[row]! - predicted[row]!;
    squares += error ** 2;
    absolute += Math.abs(error);
    total += (outcome[row]! - centre) ** 2;
  }
  return [Math.sqrt(squares / rows.length), absolute / rows.length, 1 - squares / total];
}

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
};
