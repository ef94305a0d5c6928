import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, PanelError, unknownOption } from "../errors.js";
import type { ModelBasis } from "./model-basis.js";
import { type ModelSpec, modelSpecKeys } from "./model-spec.js";
import { asDoubles } from "./terms/as-doubles.js";
import { checkValues } from "./terms/check-values.js";
import { type DataTable, numberColumn, tableColumn, tableRows } from "./terms/data-table.js";
import { encodeTerms, type NamedColumn } from "./terms/encode-terms.js";
import { evaluateExpression } from "./terms/expression.js";
import { fitTerms } from "./terms/fitted-term.js";
import { parseFormula } from "./terms/parse-formula.js";

/** A model's rows, checked: every number finite, every length the same. */
export interface ResolvedModel {
  /** What messages call the model. */
  readonly model: string;
  readonly rows: number;
  readonly outcome: ArrayLike<number> | ArrayLike<string>;
  /** Design columns, the intercept first where there is one. */
  readonly columns: readonly NamedColumn[];
  readonly intercept: boolean;
  readonly weights: Float64Array;
  readonly offset: Float64Array | undefined;
  /** Absent for a model on a matrix. */
  readonly basis: ModelBasis | undefined;
}

/**
 * Reads a `ModelSpec` into arrays.
 * @param otherKeys  keys the caller reads itself
 * @throws CausalError `model.spec` for unknown, missing or clashing keys; PanelError `model.lengths`,
 * `design.not-finite` naming term and row; NotEstimableError `model.weights` (negative, not finite, all 0),
 * `model.no-rows`, `model.too-few-rows` (fewer rows with weight than columns); what terms and formulas throw.
 */
export function resolveModel(spec: ModelSpec, model: string, otherKeys: readonly string[]): ResolvedModel {
  checkKeys(spec, model, otherKeys);
  const design = modelColumns(spec, model);
  const { outcome } = design;
  const rows = outcome.length;
  const columns = withIntercept(design.intercept, rows, design.columns);
  if (rows === 0) throw new NotEstimableError("model.no-rows", `${model}: the outcome has no rows`);
  for (const { name, values } of columns) checkColumn(model, `term "${name}"`, values, rows);
  if (typeof outcome[0] !== "string") checkColumn(model, "outcome", outcome as ArrayLike<number>, rows);
  const names = columns.map((column) => column.name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw specFault(model, `two columns are called "${twice}"; rename one`);
  const weights = weightsOf(spec, model, rows);
  const kept = weights.reduce((count, w) => count + (w > 0 ? 1 : 0), 0);
  if (kept < columns.length)
    throw new NotEstimableError(
      "model.too-few-rows",
      `${model}: ${kept} rows with positive weight cannot tell ${columns.length} columns apart; drop terms or add rows`,
      { rows: kept, columns: columns.length },
    );
  if (design.offset !== undefined) checkColumn(model, "offset", design.offset, rows);
  return { model, rows, ...design, columns, weights };
}

/** The columns of a model without its intercept, and not looked at yet. */
export type ModelColumns = Pick<ResolvedModel, "outcome" | "columns" | "intercept" | "offset" | "basis">;

/** Makes the columns of a model from what its specification names; lengths and values are checked by `resolveModel`. */
export function modelColumns(spec: ModelSpec, model: string): ModelColumns {
  const ways = (["formula", "terms", "matrix"] as const).filter((key) => spec[key] !== undefined);
  if (ways.length !== 1)
    throw specFault(
      model,
      `found ${ways.length === 0 ? "none of" : ways.join(" and ")}${ways.length === 0 ? " formula, terms and matrix" : ""}; give exactly one of formula, terms and matrix`,
    );
  if (spec.matrix !== undefined) return fromMatrix(spec, spec.matrix, model);
  const { data } = spec;
  if (data === undefined) throw specFault(model, `${ways[0]} needs data, a table of columns`);
  const rows = tableRows(data);
  return spec.formula === undefined
    ? fromTerms(spec, data, rows, model)
    : fromFormula(spec, data, rows, model);
}

function fromMatrix(
  spec: ModelSpec,
  matrix: Readonly<Record<string, ArrayLike<number>>>,
  model: string,
): ModelColumns {
  const outcome = outcomeOf(spec, model);
  const intercept = spec.intercept ?? true;
  const columns = Object.entries(matrix).map(([name, values]) => {
    checkValues(values, `${model}: term "${name}"`, true);
    return { name, values: asDoubles(values) };
  });
  return {
    outcome,
    intercept,
    columns,
    offset: given(spec, "offset", model),
    basis: undefined,
  };
}

function fromTerms(spec: ModelSpec, data: DataTable, rows: number, model: string): ModelColumns {
  const intercept = spec.intercept ?? true;
  const terms = fitTerms(spec.terms!, intercept, data);
  const { offset } = spec;
  return {
    outcome: outcomeOf(spec, model),
    intercept,
    columns: encodeTerms(terms, data, rows),
    offset: given(spec, "offset", model),
    basis: {
      intercept,
      terms,
      offset: offset === undefined ? "none" : typeof offset === "string" ? { column: offset } : "array",
    },
  };
}

function fromFormula(spec: ModelSpec, data: DataTable, rows: number, model: string): ModelColumns {
  for (const key of ["outcome", "intercept"] as const)
    if (spec[key] !== undefined) throw specFault(model, `the formula says the ${key}; leave "${key}" out`);
  const parsed = parseFormula(spec.formula!);
  const terms = fitTerms(parsed.terms, parsed.intercept, data);
  const extra = given(spec, "offset", model);
  if (extra !== undefined && parsed.offset !== undefined)
    throw specFault(model, 'the formula has an offset(…); leave "offset" out');
  const own = parsed.offset === undefined ? extra : evaluateExpression(parsed.offset, data, rows);
  return {
    outcome:
      parsed.outcome.kind === "column"
        ? tableColumn(data, parsed.outcome.name)
        : evaluateExpression(parsed.outcome, data, rows),
    intercept: parsed.intercept,
    columns: encodeTerms(terms, data, rows),
    offset: own,
    basis: {
      intercept: parsed.intercept,
      terms,
      offset:
        parsed.offset ??
        (spec.offset === undefined
          ? "none"
          : typeof spec.offset === "string"
            ? { column: spec.offset }
            : "array"),
    },
  };
}

function outcomeOf(spec: ModelSpec, model: string): ArrayLike<number> | ArrayLike<string> {
  const { outcome, data } = spec;
  if (outcome === undefined)
    throw specFault(model, 'give "outcome": values, or the name of a column of data');
  if (typeof outcome !== "string") {
    checkValues(outcome, `${model}: outcome`);
    return outcome;
  }
  if (data === undefined) throw specFault(model, `outcome "${outcome}" is a name, which needs data`);
  return tableColumn(data, outcome);
}

/** A weight or offset: values, or the column of that name. */
function given(spec: ModelSpec, key: "weights" | "offset", model: string): Float64Array | undefined {
  const value = spec[key];
  if (value === undefined) return undefined;
  if (typeof value !== "string") {
    checkValues(value, `${model}: ${key}`, true);
    return new Float64Array(value);
  }
  if (spec.data === undefined) throw specFault(model, `${key} "${value}" is a name, which needs data`);
  return new Float64Array(numberColumn(spec.data, value));
}

function weightsOf(spec: ModelSpec, model: string, rows: number): Float64Array {
  const weights = given(spec, "weights", model) ?? new Float64Array(rows).fill(1);
  if (weights.length !== rows) throw lengthFault(model, "weights", weights.length, rows);
  const bad = weights.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (bad >= 0)
    throw new NotEstimableError(
      "model.weights",
      `${model}: the weight of row ${bad} is ${weights[bad]}; expected a finite number, at least 0`,
      { row: bad },
    );
  if (weights.every((w) => w === 0))
    throw new NotEstimableError("model.weights", `${model}: all ${rows} weights are 0; no row takes part`);
  return weights;
}

const withIntercept = (intercept: boolean, rows: number, columns: readonly NamedColumn[]): NamedColumn[] =>
  intercept ? [{ name: "intercept", values: new Float64Array(rows).fill(1) }, ...columns] : [...columns];

function checkColumn(model: string, name: string, values: ArrayLike<number>, rows: number): void {
  if (values.length !== rows) throw lengthFault(model, name, values.length, rows);
  for (let row = 0; row < rows; row++)
    if (!Number.isFinite(values[row]))
      throw new PanelError(
        "design.not-finite",
        `${model}: ${name} is ${values[row]} in row ${row}; expected a finite number (drop rows with unknown values first: completeCases)`,
        { model, name, row },
      );
}

function checkKeys(spec: ModelSpec, model: string, otherKeys: readonly string[]): void {
  const unknown = unknownOption(spec, [...modelSpecKeys, ...otherKeys]);
  if (unknown !== undefined) throw specFault(model, unknown.message);
  checkCall(model, spec, {
    formula: optional(kinds.text),
    data: optional(kinds.table),
    outcome: optional(kinds.column),
    terms: optional(kinds.terms),
    matrix: optional(kinds.columns),
    weights: optional(kinds.column),
    offset: optional(kinds.column),
  });
}

const specFault = (model: string, message: string) => new CausalError("model.spec", `${model}: ${message}`);

const lengthFault = (model: string, name: string, length: number, rows: number) =>
  new PanelError(
    "model.lengths",
    `${model}: ${name} has ${length} values, but the outcome has ${rows}; every column has one value a row`,
    { name },
  );
