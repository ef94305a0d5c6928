import type { FittedWeights } from "./fitted-weights.js";

/** The numerator columns of weights that others are made of, each once; nothing where none has any. */
export function carriedColumns(
  ...sources: readonly Pick<FittedWeights, "numeratorColumns">[]
): Pick<FittedWeights, "numeratorColumns"> {
  const columns = [...new Set(sources.flatMap(({ numeratorColumns }) => numeratorColumns ?? []))];
  return columns.length === 0 ? {} : { numeratorColumns: Object.freeze(columns) };
}
