import { checkCall, kinds } from "../../call-check.js";
import { factorise, forward } from "../../numeric/cholesky.js";
import type { Diagnostic } from "../diagnostic.js";
import { comparedArms } from "./compared-arms.js";
import { type Covariates, covariateColumns } from "./covariates.js";
import { groupMoments } from "./group-moments.js";

export const mahalanobisRecord: Diagnostic = {
  name: "mahalanobisBalance",
  label: "Mahalanobis distance of the means",
  unit: "standard deviations",
  worse: "above",
  warn: null,
  fail: null,
  source:
    "Franklin et al. (2014), Statistics in Medicine 33; it grows with the number of covariates, so it is compared before and after weighting and has no limit",
  sentence: "Distance between the arms' means of all covariates at once, their correlations allowed for.",
};

export interface MahalanobisBalance {
  readonly unweighted: number;
  readonly weighted: number;
  /** Columns left out because they are combinations of others. */
  readonly aliased: readonly string[];
}

/**
 * √(d' S⁻¹ d), d the difference of the arms' means and S the mean of their covariance matrices before weighting (n - 1), so
 * that both samples have one unit. Columns that are linear combinations of earlier ones are left out and named.
 * @param weights without them `weighted` equals `unweighted`
 * @throws CausalError and NotEstimableError `diagnostics.*` as `balanceTable`
 * Source: Mahalanobis (1936); Franklin et al. (2014). Checked by hand-worked numbers and its invariance under linear maps.
 */
export function mahalanobisBalance(spec: {
  readonly treatment: ArrayLike<number>;
  readonly covariates: Covariates;
  readonly weights?: ArrayLike<number>;
}): MahalanobisBalance {
  checkCall("mahalanobisBalance", spec, { treatment: kinds.rows, covariates: kinds.columns });
  const arms = comparedArms(spec.treatment, spec.weights);
  const columns = covariateColumns(spec.covariates, arms.rows);
  const ones = new Float64Array(arms.rows).fill(1);
  const meansWith = (weights: Float64Array) =>
    columns.map(({ values }) => groupMoments(values, arms.arm, weights, 2, "n-1").map(({ mean }) => mean));
  const plain = meansWith(ones);
  const centred = columns.map(({ values }, j) => values.map((x, row) => x - plain[j]![arms.arm[row]!]!));
  const p = columns.length;
  const covariance = new Float64Array(p * p);
  const share = arms.sizes.map((size) => 1 / (2 * (size - 1)));
  for (let j = 0; j < p; j++)
    for (let k = j; k < p; k++) {
      let sum = 0;
      for (let row = 0; row < arms.rows; row++)
        sum += share[arms.arm[row]!]! * centred[j]![row]! * centred[k]![row]!;
      covariance[j * p + k] = sum;
      covariance[k * p + j] = sum;
    }
  const factor = factorise(covariance, p);
  const length = (means: readonly (readonly number[])[]) =>
    Math.sqrt(
      forward(
        factor,
        Float64Array.from(means, ([control, treated]) => treated! - control!),
      ).reduce((sum, value) => sum + value * value, 0),
    );
  return {
    unweighted: length(plain),
    weighted: length(meansWith(arms.weights)),
    aliased: factor.aliased.map((j) => columns[j]!.name),
  };
}
