import { NotEstimableError } from "../../../errors.js";
import { fitLinear } from "../../../models/fit-linear.js";
import { addProduct } from "../../../numeric/products.js";
import { cellStep } from "./cell-step.js";
import { standardColumns } from "./standard-columns.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/**
 * Treatment and treatment-by-modifier coefficients of weighted least squares of the outcome on intercept, treatment,
 * structural terms and products, from sums by cell and arm: rows of a cell and arm have one design row, so their
 * weighted mean outcome carries all there is.
 * @param sums Σ w of cell c in arm a at `[4 c + 2 a]`, Σ w Y after it
 * @throws NotEstimableError `bootstrap.aliased` when the draw leaves one of these coefficients undetermined
 */
export function cellStructuralModel(plan: WeightedMsmPlan, sums: Float64Array): Float64Array {
  const rows = 2 * plan.cells.count;
  const response = new Float64Array(rows);
  const weight = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    weight[r] = sums[2 * r]!;
    response[r] = weight[r]! > 0 ? sums[2 * r + 1]! / weight[r]! : 0;
  }
  const columns = structuralColumns(plan, rows);
  const coefficients =
    leastSquares(columns, response, weight) ?? generalLeastSquares(plan, columns, response, weight);
  return coefficients.slice(1 + plan.structural.length);
}

/** Structural terms, treatment, and its products with modifiers, in each cell and arm. */
function structuralColumns({ cells, structural, modifiers }: WeightedMsmPlan, rows: number): Float64Array[] {
  const term = (number: number, r: number) => cells.values[number * cells.count + (r >> 1)]!;
  const column = (value: (r: number) => number) => {
    const out = new Float64Array(rows);
    for (let r = 0; r < rows; r++) out[r] = value(r);
    return out;
  };
  return [
    ...structural.map((number) => column((r) => term(number, r))),
    column((r) => r & 1),
    ...modifiers.map((number) => column((r) => (r & 1) * term(number, r))),
  ];
}

/** Normal equations on standardised columns and one step of refinement; undefined where columns are aliased. */
function leastSquares(
  columns: readonly Float64Array[],
  response: Float64Array,
  weight: Float64Array,
): Float64Array | undefined {
  const rows = response.length;
  const design = standardColumns(columns, rows);
  const coefficients = new Float64Array(design.columns);
  const fitted = new Float64Array(rows);
  const residual = new Float64Array(rows);
  for (let round = 0; round < 2; round++) {
    addProduct(design.values, rows, rows, design.columns, coefficients, fitted.fill(0));
    for (let r = 0; r < rows; r++) residual[r] = weight[r]! * (response[r]! - fitted[r]!);
    const step = cellStep(design, weight, residual);
    if (step === undefined) return undefined;
    for (let j = 0; j < step.length; j++) coefficients[j] = coefficients[j]! + step[j]!;
  }
  return coefficients.map((value, j) => value / design.scale[j]!);
}

/** What `leastSquares` gives up: terms that the draw leaves undetermined. */
function generalLeastSquares(
  { structural, parameters }: WeightedMsmPlan,
  columns: readonly Float64Array[],
  response: Float64Array,
  weight: Float64Array,
): Float64Array {
  const rows = response.length;
  const values = new Float64Array(rows * (columns.length + 1)).fill(1, 0, rows);
  columns.forEach((column, k) => {
    values.set(column, (k + 1) * rows);
  });
  const fit = fitLinear({
    model: "structural model of a resample",
    terms: ["intercept", ...structural.map((term) => `structural term ${term + 1}`), ...parameters],
    shards: [{ rows, response, weight, covariates: { rows, columns: columns.length + 1, values } }],
  });
  const lost = parameters.find((name) => fit.aliased.includes(name));
  if (lost !== undefined)
    throw new NotEstimableError(
      "bootstrap.aliased",
      `the resample does not determine the coefficient of "${lost}"`,
    );
  return fit.coefficients;
}
