import { arrayOf, checkCall, having, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { Matrix } from "../numeric/matrix.js";
import type { RowClusters } from "./row-clusters.js";

/** The weighted estimating equations Σ_r w_r ψ_r(β) = 0 at their root. */
export interface StackedEquations {
  /** ψ of each parameter per unit of weight, [parameters][rows]; for a regression, residual times regressor. */
  readonly scores: readonly Float64Array[];
  /** w, [rows]. */
  readonly weights: Float64Array;
  /**
   * Inverse of A = -∂Σ_r w_r ψ_r / ∂β', [parameters x parameters] column-major. For a `GlmRecord` with prior weights w
   * it is `covariance` / `dispersion`.
   */
  readonly inverse: Matrix;
  /** The models behind w: `FittedWeights.nuisances`; none for the robust error that takes the weights as known. */
  readonly nuisances: readonly {
    addScores(sensitivity: Float64Array, contribution: Float64Array): void;
  }[];
  readonly clusters: RowClusters;
}

/**
 * Influence values φ_g = G · A⁻¹ Σ_{r in g} {w_r ψ_r + nuisance scores of r} of each parameter by cluster,
 * [parameters][clusters]; standard error sqrt(Σ φ²) / G, covariances Σ φ_j φ_k / G². The nuisance scores are
 * those of the models that made w: each moves Σ w ψ by Σ_q ψ_q ∂w_q/∂θ' (θ̂ - θ), and `addScores` writes that as a sum over
 * the rows the model was fitted to. Without nuisances this is the cluster-robust (HC0) influence with w taken as known.
 * Cost O(rows · parameters) and what the nuisances ask.
 * @throws NotEstimableError `inference.overflow` rather than hand on a number that is not finite
 * Source: Newey & McFadden (1994), section 6; Stefanski & Boos (2002). Checked against the M-estimation errors of
 * WeightIt (test/reference/nhefs-weights.test.ts, lalonde.test.ts).
 */
export function stackedInfluence(equations: StackedEquations): Float64Array[] {
  checkCall("stackedInfluence", equations, {
    scores: arrayOf(kinds.rows),
    weights: kinds.rows,
    inverse: kinds.matrix,
    nuisances: kinds.array,
    clusters: having("rowClusters(labels, rows)", "of", "count"),
  });
  const { scores, weights, inverse, nuisances, clusters } = equations;
  const sums = scores.map((score) => {
    const contribution = weighted(score, weights);
    for (const nuisance of nuisances) nuisance.addScores(score, contribution);
    const sum = new Float64Array(clusters.count);
    for (let r = 0; r < contribution.length; r++) {
      const g = clusters.of[r]!;
      sum[g] = sum[g]! + contribution[r]!;
    }
    return sum;
  });
  const p = scores.length;
  return scores.map((_, j) => {
    const influence = new Float64Array(clusters.count);
    for (let k = 0; k < p; k++) {
      const factor = clusters.count * inverse.values[k * p + j]!;
      const sum = sums[k]!;
      for (let g = 0; g < clusters.count; g++) influence[g] = influence[g]! + factor * sum[g]!;
    }
    if (!Number.isFinite(influence.reduce((sum, value) => sum + value * value, 0)))
      throw new NotEstimableError(
        "inference.overflow",
        `the influence values of parameter ${j + 1} of ${p} are not finite numbers; look for weights, outcomes or terms beyond 1e150, and rescale them`,
        { parameter: j },
      );
    return influence;
  });
}

/** w ψ, 0 where w is 0 whatever ψ. */
function weighted(score: Float64Array, weights: Float64Array): Float64Array {
  const out = new Float64Array(score.length);
  for (let r = 0; r < out.length; r++) if (weights[r] !== 0) out[r] = weights[r]! * score[r]!;
  return out;
}
