import type { ComputedTables } from "./computed-tables.js";

/**
 * The four estimates that the seventh notebook puts beside each other, from tables of the notebooks before: estimate, ends of
 * the bootstrap interval, and the estimate in percent of the weighted regression's untreated mean, whichever the estimator.
 * NaN where a table is not there.
 */
export function finalTable(tables: ComputedTables): ComputedTables {
  const at = (name: string, row: string, place: number) => tables[name]?.[row]?.[place] ?? Number.NaN;
  const row = (estimate: number, lower: number, upper: number) => [
    estimate,
    lower,
    upper,
    (100 * estimate) / at("ladder", "both", 0),
  ];
  const standardised = (model: string) =>
    row(
      at("g_computation", model, 2),
      at("g_computation_bootstrap", model, 2),
      at("g_computation_bootstrap", model, 3),
    );
  const scores = (place: number) => at("doubly_robust", "logistic / lightgbm", place);
  return {
    final: {
      weighted_regression: row(
        at("ladder", "both", 1),
        at("msm_bootstrap", "both", 2),
        at("msm_bootstrap", "both", 3),
      ),
      "g_computation / lightgbm": standardised("lightgbm"),
      "g_computation / ridge": standardised("ridge"),
      "doubly_robust / lightgbm": row(scores(3), scores(12), scores(13)),
    },
  };
}
