import { CausalError, PanelError } from "../../errors.js";
import { asDoubles } from "../../models/terms/as-doubles.js";
import { checkValues } from "../../models/terms/check-values.js";
import {
  type DataTable,
  isText,
  numberColumn,
  tableColumn,
  tableRows,
} from "../../models/terms/data-table.js";
import { columnsOf } from "../../models/terms/expression.js";
import { parseFormula } from "../../models/terms/parse-formula.js";
import { markedRows, takeRows } from "../../weights/longitudinal/take-rows.js";
import { termColumns } from "../../weights/longitudinal/weight-terms.js";
import { isFitted, type MarginalStructuralModelSpec } from "./msm-spec.js";

/** The rows a marginal structural model is fitted on. */
export interface MsmRows {
  /** Rows of the whole table, and weights by its row: 0 for rows that take no part. */
  readonly all: number;
  readonly weights: Float64Array;
  /** How many rows take part, which ones (null: all), and the table of their columns. */
  readonly count: number;
  readonly kept: Int32Array | null;
  readonly table: DataTable;
  readonly keptWeights: Float64Array;
  /** Columns the model reads on its right-hand side. */
  readonly regressors: readonly string[];
  readonly outcomes: readonly string[];
}

/**
 * @throws PanelError `msm.lengths`, `msm.rows`, `table.*`; CausalError `msm.weights` for a weight that is negative or not
 * finite, or rows all without weight
 */
export function msmRows(spec: MarginalStructuralModelSpec): MsmRows {
  const { data } = spec;
  const all = tableRows(data);
  const given = isFitted(spec.weights) ? spec.weights.weights : spec.weights;
  checkValues(given, "marginalStructuralModel: weights", true);
  if (given.length !== all)
    throw new PanelError(
      "msm.lengths",
      `there are ${given.length} weights, but the table has ${all} rows; expected one a row of the same table`,
    );
  const weights = new Float64Array(given);
  let zeros = checkWeights(weights);
  if (spec.rows !== undefined) zeros += restrict(weights, numberColumn(data, spec.rows), spec.rows);
  const kept = zeros === 0 ? null : markedRows(weights);
  if (all === 0 || kept?.length === 0)
    throw new CausalError("msm.weights", `none of ${all} rows has a positive weight`);
  const { outcomes, regressors, offset } = columnsRead(spec);
  const names = [...new Set([...outcomes, ...regressors, ...offset])];
  return {
    all,
    weights,
    count: kept?.length ?? all,
    kept,
    keptWeights: kept === null ? weights : (takeRows(weights, kept) as Float64Array),
    table: Object.fromEntries(names.map((name) => [name, keptColumn(tableColumn(data, name), kept)])),
    regressors,
    outcomes,
  };
}

/** How many are 0. */
function checkWeights(weights: Float64Array): number {
  let zeros = 0;
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) zeros += 1;
    if (!(weights[row]! >= 0 && weights[row]! < Number.POSITIVE_INFINITY))
      throw new CausalError(
        "msm.weights",
        `the weight of row ${row} is ${weights[row]}; expected a number, at least 0`,
        { row },
      );
  }
  return zeros;
}

/** Takes the weight off rows that are marked 0; how many are. */
function restrict(weights: Float64Array, marks: ArrayLike<number>, name: string): number {
  let zeros = 0;
  for (let row = 0; row < weights.length; row++) {
    const own = marks[row]!;
    if (own !== 0 && own !== 1)
      throw new PanelError("msm.rows", `"${name}" is ${own} in row ${row}; expected 0 or 1`, { row });
    weights[row] = own * weights[row]!;
    zeros += 1 - own;
  }
  return zeros;
}

/** Numbers as doubles, the very column where it is of these and all rows are kept. */
function keptColumn(
  values: ArrayLike<number> | ArrayLike<string>,
  kept: Int32Array | null,
): ArrayLike<number> | ArrayLike<string> {
  if (kept !== null) return takeRows(values, kept);
  return isText(values) ? values : asDoubles(values as ArrayLike<number>);
}

function columnsRead(spec: MarginalStructuralModelSpec) {
  if (spec.formula === undefined)
    return { outcomes: [spec.outcome!], regressors: termColumns(spec.terms!), offset: [] };
  const parsed = parseFormula(spec.formula);
  return {
    outcomes: columnsOf(parsed.outcome),
    regressors: termColumns(parsed.terms),
    offset: parsed.offset === undefined ? [] : columnsOf(parsed.offset),
  };
}
