import { fitLogistic } from "../../../models/fit-logistic.js";
import type { RowCells } from "./row-cells.js";

/**
 * P(A = 1) of each cell by logistic regression on the listed values of cells: each cell is a row with its treated
 * share and its weight, two rows where both arms occur. [cells]; a cell without weight has what the model predicts.
 * @param weight of cell c in arm a at `weight[2 c + a]`
 * @throws what `fitLogistic` throws, e.g. `model.one-class` when the draw has one arm only
 */
export function cellNumerator(cells: RowCells, terms: readonly number[], weight: Float64Array): Float64Array {
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
