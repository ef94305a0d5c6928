import { fitLogistic } from "../../../models/fit-logistic.js";
import { addProduct } from "../../../numeric/products.js";
import { cellStep } from "./cell-step.js";
import type { RowCells } from "./row-cells.js";
import { standardColumns } from "./standard-columns.js";

/** With more cells than this the general fit is as fast. */
const mostCells = 4096;
const mostSteps = 12;
/** A step that moves no predictor by more leaves an error of its square. */
const settled = 1e-6;

/**
 * P(A = 1) of each cell by logistic regression on the listed values of cells: each cell is a row with its treated
 * share and its weight, two rows where both arms occur. [cells]; a cell without weight has what the model predicts. Newton
 * steps from the mean; what they do not settle (an aliased term, one arm, separation) is left to `fitLogistic`.
 * @param weight of cell c in arm a at `weight[2 c + a]`
 * @throws what `fitLogistic` throws, e.g. `model.one-class` when the draw has one arm only
 */
export function cellNumerator(cells: RowCells, terms: readonly number[], weight: Float64Array): Float64Array {
  return newtonShares(cells, terms, weight) ?? generalShares(cells, terms, weight);
}

function newtonShares(
  cells: RowCells,
  terms: readonly number[],
  weight: Float64Array,
): Float64Array | undefined {
  const { count } = cells;
  if (count > mostCells) return undefined;
  const design = standardColumns(
    terms.map((term) => cells.values.subarray(term * count, (term + 1) * count)),
    count,
  );
  let total = 0;
  let treated = 0;
  for (let c = 0; c < count; c++) {
    total += weight[2 * c]! + weight[2 * c + 1]!;
    treated += weight[2 * c + 1]!;
  }
  if (!(treated > 0 && treated < total)) return undefined;
  const predictor = new Float64Array(count).fill(Math.log(treated / (total - treated)));
  const share = new Float64Array(count);
  const working = new Float64Array(count);
  const residual = new Float64Array(count);
  const move = new Float64Array(count);
  let previous = Number.POSITIVE_INFINITY;
  for (let k = 0; k < mostSteps; k++) {
    for (let c = 0; c < count; c++) {
      const p = 1 / (1 + Math.exp(-predictor[c]!));
      const all = weight[2 * c]! + weight[2 * c + 1]!;
      share[c] = p;
      working[c] = all * p * (1 - p);
      residual[c] = weight[2 * c + 1]! - all * p;
    }
    if (previous < settled) return share;
    const step = cellStep(design, working, residual);
    if (step === undefined) return undefined;
    addProduct(design.values, count, count, design.columns, step, move.fill(0));
    let moved = 0;
    for (let c = 0; c < count; c++) {
      predictor[c] = predictor[c]! + move[c]!;
      moved = Math.max(moved, Math.abs(move[c]!));
    }
    if (k > 1 && !(moved < previous)) return undefined;
    previous = moved;
  }
  return undefined;
}

function generalShares(cells: RowCells, terms: readonly number[], weight: Float64Array): Float64Array {
  const { count } = cells;
  const rows = 2 * count;
  const columns = terms.length + 1;
  const values = new Float64Array(rows * columns).fill(1, 0, rows);
  terms.forEach((term, k) => {
    for (let c = 0; c < count; c++)
      values.fill(cells.values[term * count + c]!, (k + 1) * rows + 2 * c, (k + 1) * rows + 2 * c + 2);
  });
  const response = Float64Array.from({ length: rows }, (_, r) => r % 2);
  const fit = fitLogistic({
    model: "numerator model of a resample",
    terms: ["intercept", ...terms.map((term) => `numerator term ${term + 1}`)],
    shards: [{ rows, response, weight, covariates: { rows, columns, values } }],
  });
  return Float64Array.from({ length: count }, (_, c) => {
    let predictor = fit.coefficients[0]!;
    terms.forEach((term, k) => {
      predictor += fit.coefficients[k + 1]! * cells.values[term * count + c]!;
    });
    return 1 / (1 + Math.exp(-predictor));
  });
}
