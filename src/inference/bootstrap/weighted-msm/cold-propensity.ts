import { fitLogistic } from "../../../models/fit-logistic.js";
import type { GlmShard } from "../../../models/glm-rows.js";
import { multiply } from "../../../numeric/products.js";
import type { DrawnRows } from "./drawn-rows.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/**
 * The propensity model on the drawn rows from scratch, fitted values into `fitted`: what the fast route must equal, and
 * falls back to.
 * @throws what `fitLogistic` throws
 */
export function coldPropensity(plan: WeightedMsmPlan, drawn: DrawnRows, fitted: Float64Array): void {
  const { columns: p, rows: stride, covariates, treatment } = plan;
  const rows = drawn.rows;
  const values = new Float64Array(rows * p);
  const response = new Float64Array(rows);
  let done = 0;
  for (let run = 0; run < drawn.runs; run++) {
    const from = drawn.starts[run]!;
    const length = drawn.lengths[run]!;
    response.set(treatment.subarray(from, from + length), done);
    for (let j = 0; j < p; j++)
      values.set(covariates.subarray(j * stride + from, j * stride + from + length), j * rows + done);
    done += length;
  }
  const matrix = { rows, columns: p, values };
  const shards: readonly GlmShard[] = [{ rows, response, weight: drawn.weight, covariates: matrix }];
  const fit = fitLogistic({ model: "propensity model of a resample", terms: plan.terms, shards });
  multiply(matrix, fit.coefficients, fitted);
  for (let r = 0; r < rows; r++) fitted[r] = 1 / (1 + Math.exp(-fitted[r]!));
}
