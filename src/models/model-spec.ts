import type { DataTable } from "./terms/data-table.js";
import type { Term } from "./terms/term.js";

/** What a model is fitted to: a formula on a table, terms on a table, or columns as they stand. One of the three. */
export interface ModelSpec {
  /** `outcome ~ terms`; see `parseFormula`. Needs `data`. */
  readonly formula?: string;
  /** Columns by name. */
  readonly data?: DataTable;
  /** The response: a column of `data`, or its values. Part of the formula where there is one. */
  readonly outcome?: string | ArrayLike<number> | ArrayLike<string>;
  /** Terms on columns of `data`. */
  readonly terms?: readonly (Term | string)[];
  /** Columns of numbers, entered as they stand. */
  readonly matrix?: Readonly<Record<string, ArrayLike<number>>>;
  /** Whether a constant comes first; default true. A formula says so itself. */
  readonly intercept?: boolean;
  /** Prior weight of each row, at least 0: a column of `data`, or values. */
  readonly weights?: string | ArrayLike<number>;
  /** Known part of the linear predictor: a column of `data`, or values. */
  readonly offset?: string | ArrayLike<number>;
}

/** The keys of a `ModelSpec`, for the check that no key is misspelt. */
export const modelSpecKeys: readonly string[] = [
  "formula",
  "data",
  "outcome",
  "terms",
  "matrix",
  "intercept",
  "weights",
  "offset",
];
