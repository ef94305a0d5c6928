import type { ComputedTables } from "./computed-tables.js";

/** What the third notebook prints of single rows: the first ten analysed days, which are one user's there. */
export function checkRows(
  treatment: Float64Array,
  propensity: Float64Array,
  stabilised: Float64Array,
  model: "logistic" | "lightgbm",
): ComputedTables {
  const shown = Array.from({ length: Math.min(10, treatment.length) }, (_, row) => row);
  return {
    check_rows: Object.fromEntries(
      shown.map((row) => [`${model} / ${row + 1}`, [treatment[row]!, propensity[row]!, stabilised[row]!]]),
    ),
  };
}
