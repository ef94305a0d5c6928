import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import type { OutcomePredictions } from "./outcome-predictions.js";
import { predictionFit } from "./prediction-fit.js";
import { quantileBuckets } from "./quantile-buckets.js";
import { rowsByFold } from "./rows-by-fold.js";
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
  const folds = foldFits(outcome, predictions, foldOfRow);
  return {
    g_computation: { [model]: [y1, y0, y1 - y0] },
    outcome_fit: { [model]: [...meansOver(folds), deviationOver(folds, 0), deviationOver(folds, 4)] },
    outcome_fold_fit: Object.fromEntries(folds.map((fit, k) => [`${model} / fold_${k + 1}`, fit])),
    calibration: Object.fromEntries(calibration),
  };
}

/** The other outcomes by one model: effect, means, lift, fit. */
export function secondaryOutcomeRow(
  outcome: Float64Array,
  predictions: OutcomePredictions,
  foldOfRow: Int32Array,
): readonly number[] {
  const [y1, y0] = [meanOf(predictions.treated), meanOf(predictions.untreated)];
  const fit = meansOver(foldFits(outcome, predictions, foldOfRow)).slice(0, 3);
  return [y1 - y0, y1, y0, (y1 - y0) / y0, ...fit];
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

/** Rows, users and mean outcome of each fold of the outcome models, and of all: there the mean over the folds. */
export function foldTable(user: Float64Array, outcome: Float64Array, foldOfRow: Int32Array): ComputedTables {
  const folds = rowsByFold(foldOfRow).map((rows) => [
    rows.length,
    new Set(rows.map((row) => user[row]!)).size,
    meanOf(rows.map((row) => outcome[row]!)),
  ]);
  const all = [user.length, new Set(user).size, meanOf(folds.map(([, , mean]) => mean!))];
  return {
    outcome_folds: {
      ...Object.fromEntries(folds.map((figures, k) => [`fold_${k + 1}`, figures])),
      all,
    },
  };
}

/** Root mean squared error, mean absolute error, R², mean prediction and mean effect of each fold. */
function foldFits(
  outcome: Float64Array,
  { own, treated, untreated }: OutcomePredictions,
  foldOfRow: Int32Array,
): number[][] {
  return rowsByFold(foldOfRow).map((rows) => [
    ...predictionFit(rows, outcome, own),
    meanOf(rows.map((row) => own[row]!)),
    meanOf(rows.map((row) => treated[row]! - untreated[row]!)),
  ]);
}

const meansOver = (folds: readonly (readonly number[])[]): number[] =>
  folds[0]!.map((_, k) => meanOf(folds.map((fold) => fold[k]!)));

const deviationOver = (folds: readonly (readonly number[])[], k: number): number => {
  const values = Float64Array.from(folds, (fold) => fold[k]!);
  return momentsOf(values, values.keys()).deviation;
};

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
};
