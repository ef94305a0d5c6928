import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";

/** Covariates by name, one value a row: numbers, or text, which stands for one indicator a level. */
export type Covariates = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/** A covariate as a column of numbers. */
export interface CovariateColumn {
  /** `name`, or `name_level` for the indicator of a level. */
  readonly name: string;
  /** At most two distinct values, 0 and 1. */
  readonly binary: boolean;
  /** The covariate that the column came from; indicators of one covariate share it. */
  readonly of: string;
  /** [rows] */
  readonly values: Float64Array;
}

/**
 * Covariates as columns of numbers. Text gives one indicator a level, levels in the order of their characters; the only
 * indicator that a text of two levels gives is that of the second.
 * @throws CausalError `diagnostics.lengths` for a covariate of another length; `diagnostics.missing` for a number that
 *   is not finite, naming row and covariate
 */
export function covariateColumns(covariates: Covariates, rows: number): readonly CovariateColumn[] {
  checkCall("balance", { covariates }, { covariates: kinds.columns });
  checkCall(
    "balance, covariates",
    covariates,
    Object.fromEntries(Object.keys(covariates).map((name) => [name, kinds.rows])),
  );
  return Object.entries(covariates).flatMap(([name, values]) => {
    if (values.length !== rows)
      throw new CausalError(
        "diagnostics.lengths",
        `covariate ${name} has ${values.length} values for ${rows} rows; expected one a row`,
        { covariate: name },
      );
    return isText(values) ? indicators(name, values) : [numbers(name, values)];
  });
}

const isText = (values: ArrayLike<number> | readonly string[]): values is readonly string[] =>
  typeof values[0] === "string";

function numbers(name: string, given: ArrayLike<number>): CovariateColumn {
  const values = Float64Array.from(given);
  const missing = values.findIndex((value) => !Number.isFinite(value));
  if (missing >= 0)
    throw new CausalError(
      "diagnostics.missing",
      `covariate ${name} is ${values[missing]} in row ${missing}; expected a finite number: leave such rows out, or fill them and add an indicator`,
      { covariate: name, row: missing },
    );
  return { name, binary: values.every((value) => value === 0 || value === 1), of: name, values };
}

function indicators(name: string, given: readonly string[]): readonly CovariateColumn[] {
  const levels = [...new Set(given)].sort();
  return (levels.length === 2 ? levels.slice(1) : levels).map((level) => ({
    name: `${name}_${level}`,
    binary: true,
    of: name,
    values: Float64Array.from(given, (value) => (value === level ? 1 : 0)),
  }));
}
