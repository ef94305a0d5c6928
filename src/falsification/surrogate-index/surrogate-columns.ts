import { checkCall, kinds, optional } from "../../call-check.js";
import { designFromColumns } from "../../design/design-from-columns.js";
import { PanelError } from "../../errors.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** Plain columns of equal length, one element a row: a user on a day. */
export interface SurrogateColumns {
  /** 0 or 1. */
  readonly treatment: ArrayLike<number>;
  /** From before treatment, held equal between the arms; none when left out. Entered as they stand, after an intercept. */
  readonly covariates?: Readonly<Record<string, ArrayLike<number>>>;
  /** Short outcomes from after treatment, known in every row; at least one. */
  readonly surrogates: Readonly<Record<string, ArrayLike<number>>>;
  /** NaN exactly where `longObserved` is 0. */
  readonly longOutcome: ArrayLike<number>;
  /** 1 where the long outcome is observed, 0 where its window has not closed yet. */
  readonly longObserved: ArrayLike<number>;
  /** Who each row belongs to, the cluster of standard errors. */
  readonly users: ArrayLike<string | number>;
  /** Calendar day of each row, a whole number. */
  readonly days: ArrayLike<number>;
}

/**
 * The rows of plain columns, and where each came from.
 * @throws PanelError `surrogate.none`, `surrogate.name-twice`, `surrogate.lengths`, `surrogate.observed`,
 *   `surrogate.long-outcome`, `surrogate.days` naming the row; `design.*` as `designFromColumns`
 */
export function surrogateColumns(
  columns: SurrogateColumns,
): SurrogateRows & { readonly inputRow: Int32Array } {
  checkCall("surrogateIndex", columns, {
    treatment: kinds.rows,
    covariates: optional(kinds.columns),
    surrogates: kinds.columns,
    longOutcome: kinds.rows,
    longObserved: kinds.rows,
    users: kinds.rows,
    days: kinds.rows,
  });
  checkColumns(columns);
  const { treatment, covariates = {}, surrogates, longOutcome, longObserved, users, days } = columns;
  const outcome = Float64Array.from(longOutcome, (y, row) => (longObserved[row] === 1 ? y : 0));
  const base = designFromColumns({ treatment, outcome, covariates, users });
  const wide = designFromColumns({ treatment, outcome, users, covariates: { ...covariates, ...surrogates } });
  const { inputRow } = base;
  return {
    base,
    wide,
    long: Float64Array.from(inputRow, (row) => outcome[row]!),
    observed: Uint8Array.from(inputRow, (row) => longObserved[row]!),
    day: Int32Array.from(inputRow, (row) => days[row]!),
    inputRow,
  };
}

function checkColumns(columns: SurrogateColumns): void {
  const { treatment, covariates = {}, surrogates, longOutcome, longObserved, users, days } = columns;
  const names = Object.keys(surrogates);
  if (names.length === 0)
    throw new PanelError("surrogate.none", "surrogates is empty; expected at least one short outcome");
  const twice = names.find((name) => Object.hasOwn(covariates, name));
  if (twice !== undefined)
    throw new PanelError(
      "surrogate.name-twice",
      `"${twice}" is both a covariate and a surrogate; a covariate is from before treatment, a surrogate from after it: leave one out`,
      { name: twice },
    );
  for (const [name, values] of Object.entries({ longOutcome, longObserved, users, days, ...surrogates }))
    if (values.length !== treatment.length)
      throw new PanelError(
        "surrogate.lengths",
        `"${name}" has ${values.length} values, but treatment has ${treatment.length}; every column has one value a row`,
        { name },
      );
  for (let row = 0; row < treatment.length; row++) {
    const [seen, y, day] = [longObserved[row], longOutcome[row], days[row]];
    if (seen !== 0 && seen !== 1)
      throw new PanelError(
        "surrogate.observed",
        `"longObserved", row ${row}: expected 1 for a long outcome that is observed or 0 for one that is not, found ${seen}`,
        { row },
      );
    if (seen === 1 ? !Number.isFinite(y) : !Number.isNaN(y))
      throw new PanelError(
        "surrogate.long-outcome",
        `"longOutcome", row ${row}: found ${y} where "longObserved" is ${seen}; expected ${seen === 1 ? "a finite number" : "NaN"}`,
        { row },
      );
    if (!Number.isInteger(day))
      throw new PanelError("surrogate.days", `"days", row ${row}: expected a whole number, found ${day}`, {
        row,
      });
  }
}
