import { ConvergenceError } from "../../errors.js";

/**
 * The minimum of ½ α'Hα - c'α over α at least 0 with sum 1, H symmetric and positive semidefinite, by exact moves of
 * weight between pairs of places until none gains: the slopes of all places with weight agree to 1e-12 of the largest
 * entry and none without weight is lower.
 * @param hessian  [m x m]
 * @param start  a point of the simplex
 * @throws ConvergenceError `simplex.not-converged`
 * Source: Platt (1998), sequential minimal optimisation, for the pairwise step. Checked by the optimality conditions.
 */
export function minimiseOnSimplex(
  hessian: Float64Array,
  linear: Float64Array,
  start: Float64Array,
): Float64Array {
  const m = linear.length;
  const at = start.slice();
  const slope = linear.map((c, k) => {
    let sum = -c;
    for (let l = 0; l < m; l++) sum += hessian[k * m + l]! * at[l]!;
    return sum;
  });
  const scale = Math.max(...hessian.map(Math.abs), ...linear.map(Math.abs));
  for (let moves = 0; moves < 200_000; moves++) {
    let to = 0;
    let from = -1;
    for (let k = 0; k < m; k++) {
      if (slope[k]! < slope[to]!) to = k;
      if (at[k]! > 0 && (from < 0 || slope[k]! > slope[from]!)) from = k;
    }
    const gap = slope[from]! - slope[to]!;
    if (!(gap > 1e-12 * scale)) return at;
    const curvature = hessian[to * m + to]! + hessian[from * m + from]! - 2 * hessian[to * m + from]!;
    const whole = at[from]!;
    const move = curvature > 0 ? Math.min(gap / curvature, whole) : whole;
    at[to] = at[to]! + move;
    at[from] = move === whole ? 0 : whole - move;
    for (let k = 0; k < m; k++) slope[k] = slope[k]! + move * (hessian[k * m + to]! - hessian[k * m + from]!);
  }
  throw new ConvergenceError("simplex.not-converged", `no optimal weights of ${m} candidates`, {
    slopes: [...slope],
  });
}
