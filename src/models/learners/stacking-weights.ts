import { ConvergenceError } from "../../errors.js";
import type { Learner } from "./learner.js";
import { minimiseOnSimplex } from "./minimise-on-simplex.js";

/**
 * The convex combination of predictions with the least risk: least squares for a mean, least minus log-likelihood for a
 * probability (Newton steps, each solved on the simplex).
 * @param predictions  one array a candidate, [candidates][rows]; probabilities strictly between 0 and 1
 * @returns weights at least 0 with sum 1, [candidates]
 * @throws ConvergenceError `simplex.not-converged`
 */
export function stackingWeights(
  kind: Learner["kind"],
  outcome: Float64Array,
  weights: Float64Array,
  predictions: readonly Float64Array[],
): Float64Array {
  const m = predictions.length;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const shares = weights.map((w) => w / total);
  const even = new Float64Array(m).fill(1 / m);
  if (kind === "mean") {
    const mean = outcome.reduce((sum, y, r) => sum + shares[r]! * y, 0);
    const centred = predictions.map((column) => column.map((p) => p - mean));
    const target = outcome.map((y) => y - mean);
    const { hessian, linear } = moments(centred, target, shares);
    return minimiseOnSimplex(hessian, linear, even);
  }
  const likelihoods = predictions.map((column) => column.map((p, r) => (outcome[r] === 1 ? p : 1 - p)));
  let at = even;
  let cost = logCost(likelihoods, shares, at);
  for (let step = 0; step < 100; step++) {
    const mixed = mixture(likelihoods, at);
    const relative = likelihoods.map((column) => column.map((f, r) => f / mixed[r]!));
    // The quadratic model about α has slope Hα - c with c = 2 Σ share · relative, for H α = Σ share · relative.
    const { hessian, linear } = moments(relative, new Float64Array(mixed.length).fill(2), shares);
    const target = minimiseOnSimplex(hessian, linear, at);
    const before = cost;
    for (let length = 1; length > 1e-10; length /= 2) {
      const tried = at.map((a, k) => a + length * (target[k]! - a));
      const reached = logCost(likelihoods, shares, tried);
      if (reached < cost) {
        at = tried;
        cost = reached;
        break;
      }
    }
    if (before - cost <= 1e-14 * Math.abs(before)) return at;
  }
  throw new ConvergenceError("simplex.not-converged", `no optimal weights of ${m} candidates in 100 steps`);
}

/** Weighted cross-products of columns, and of columns with a target. */
function moments(columns: readonly Float64Array[], target: Float64Array, shares: Float64Array) {
  const m = columns.length;
  const hessian = new Float64Array(m * m);
  const product = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let r = 0; r < shares.length; r++) sum += shares[r]! * a[r]! * b[r]!;
    return sum;
  };
  for (let k = 0; k < m; k++)
    for (let l = 0; l <= k; l++) {
      const sum = product(columns[k]!, columns[l]!);
      hessian[k * m + l] = sum;
      hessian[l * m + k] = sum;
    }
  return { hessian, linear: Float64Array.from(columns, (column) => product(column, target)) };
}

function mixture(columns: readonly Float64Array[], at: Float64Array): Float64Array {
  const mixed = new Float64Array(columns[0]!.length);
  columns.forEach((column, k) => {
    for (let r = 0; r < mixed.length; r++) mixed[r] = mixed[r]! + at[k]! * column[r]!;
  });
  return mixed;
}

function logCost(likelihoods: readonly Float64Array[], shares: Float64Array, at: Float64Array): number {
  return mixture(likelihoods, at).reduce((sum, f, r) => sum - shares[r]! * Math.log(f), 0);
}
