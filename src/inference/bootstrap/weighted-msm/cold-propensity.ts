import { fitLogistic } from "../../../models/fit-logistic.js";
import type { GlmShard } from "../../../models/glm-rows.js";
import { multiply } from "../../../numeric/products.js";
import type { ReplicateScratch } from "./replicate-scratch.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/**
 * The propensity model on the drawn rows from scratch: what the fast route must equal, and falls back to. The odds of
 * each row against the arm it received go into `scratch.raw`.
 * @throws what `fitLogistic` throws
 */
export function coldPropensity(plan: WeightedMsmPlan, scratch: ReplicateScratch): void {
  const { columns: p, starts, design, weight: averaging, group } = plan.clusters;
  const rows = scratch.rows;
  const values = new Float64Array(rows * p);
  const response = new Float64Array(rows);
  const weight = new Float64Array(rows);
  let done = 0;
  for (let k = 0; k < scratch.clusters; k++) {
    const first = starts[scratch.list[k]!]!;
    const length = starts[scratch.list[k]! + 1]! - first;
    for (let r = 0; r < length; r++) {
      const treated = group[first + r]! & 1;
      response[done + r] = treated;
      weight[done + r] = scratch.counts[k]! * (averaging === null ? 1 : averaging[first + r]!);
      for (let j = 0; j < p; j++) {
        const against = design[p * first + j * length + r]!;
        values[j * rows + done + r] = treated === 1 ? -against : against;
      }
    }
    done += length;
  }
  const matrix = { rows, columns: p, values };
  const shards: readonly GlmShard[] = [{ rows, response, weight, covariates: matrix }];
  const fit = fitLogistic({ model: "propensity model of a resample", terms: plan.terms, shards });
  const odds = scratch.raw.subarray(0, rows);
  multiply(matrix, fit.coefficients, odds);
  for (let r = 0; r < rows; r++) odds[r] = Math.exp(response[r] === 1 ? -odds[r]! : odds[r]!);
}
