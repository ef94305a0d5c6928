import type { Expression } from "./terms/expression.js";
import type { FittedTerm } from "./terms/fitted-term.js";

/** How a model's design is made from a table, as plain data, for rows it was not fitted on. */
export interface ModelBasis {
  readonly intercept: boolean;
  readonly terms: readonly FittedTerm[];
  /** From the formula; an offset given as an array cannot be made for other rows. */
  readonly offset: Expression | "none" | "array" | { readonly column: string };
}
