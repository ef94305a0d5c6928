import type { ComputedTables } from "./computed-tables.js";
import type { OutcomePredictions } from "./outcome-predictions.js";

/** The fifth notebook for one model: standardised means, and fit over the folds. */
export function outcomeTables(
  model: "ridge" | "lightgbm",
  outcome: Float64Array,
  predictions: OutcomePredictions,
  foldOfRow: Int32Array,
): ComputedTables {
  const { own, treated, untreated } = predictions;
  const [y1, y0] = [meanOf(treated), meanOf(untreated)];
  const folds = [0, 1, 2, 3, 4].map((fold) =>
    fitOver(
      [...foldOfRow.keys()].filter((row) => foldOfRow[row] === fold),
      outcome,
      own,
    ),
  );
  const mean = (k: number) => folds.reduce((sum, fold) => sum + fold[k]!, 0) / folds.length;
  return {
    g_computation: { [model]: [y1, y0, y1 - y0] },
    outcome_fit: { [model]: [mean(0), mean(1), mean(2)] },
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

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
