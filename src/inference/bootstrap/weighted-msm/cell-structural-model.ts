import { NotEstimableError } from "../../../errors.js";
import { fitLinear } from "../../../models/fit-linear.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/**
 * Treatment and treatment-by-modifier coefficients of weighted least squares of the outcome on intercept, treatment,
 * structural terms and products, from sums by cell and arm: rows of a cell and arm have one design row, so their
 * weighted mean outcome carries all there is.
 * @param sums Σ w of cell c in arm a at `[4 c + 2 a]`, Σ w Y after it
 * @throws NotEstimableError `bootstrap.aliased` when the draw leaves one of these coefficients undetermined
 */
export function cellStructuralModel(plan: WeightedMsmPlan, sums: Float64Array): Float64Array {
  const { cells, structural, modifiers, parameters } = plan;
  const { count } = cells;
  const rows = 2 * count;
  const columns = 2 + structural.length + modifiers.length;
  const values = new Float64Array(rows * columns).fill(1, 0, rows);
  const response = new Float64Array(rows);
  const weight = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const cell = r >> 1;
    const arm = r & 1;
    weight[r] = sums[2 * r]!;
    response[r] = weight[r]! > 0 ? sums[2 * r + 1]! / weight[r]! : 0;
    structural.forEach((term, k) => {
      values[(1 + k) * rows + r] = cells.values[term * count + cell]!;
    });
    const products = (1 + structural.length) * rows;
    values[products + r] = arm;
    modifiers.forEach((term, k) => {
      values[products + (1 + k) * rows + r] = arm * cells.values[term * count + cell]!;
    });
  }
  const terms = ["intercept", ...structural.map((term) => `structural term ${term + 1}`), ...parameters];
  const fit = fitLinear({
    model: "structural model of a resample",
    terms,
    shards: [{ rows, response, weight, covariates: { rows, columns, values } }],
  });
  const lost = parameters.find((name) => fit.aliased.includes(name));
  if (lost !== undefined)
    throw new NotEstimableError(
      "bootstrap.aliased",
      `the resample does not determine the coefficient of "${lost}"`,
    );
  return fit.coefficients.slice(1 + structural.length);
}
