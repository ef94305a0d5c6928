import type { ColumnKind } from "../definition/panel-column.js";

/** What one column of the covariate matrix is. */
export interface TermDoc {
  /** Name in `Design.terms`. */
  readonly term: string;
  /** Panel column that it was made from, and how. */
  readonly column: string;
  readonly as: "linear" | "factor" | "spline";
  readonly kind: ColumnKind;
  /** Unit of the panel column. */
  readonly unit: string;
  /** Days the panel column speaks of, in words. */
  readonly window: string;
  readonly sentence: string;
}
