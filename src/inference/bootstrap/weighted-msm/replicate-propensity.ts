import { factorise, solve } from "../../../numeric/cholesky.js";
import type { ClusterKernel } from "../../../numeric/simd/cluster-arithmetic.js";
import type { ReplicateScratch } from "./replicate-scratch.js";
import { secantSteps } from "./secant-steps.js";
import { curvatureAlong } from "./third-derivatives.js";
import { unpackedTriangle } from "./unpacked-triangle.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/** Root mean squared error of the linear predictor at which a fit is settled. */
const settled = 1e-9;
const mostPasses = 12;

/**
 * The propensity model refitted on the drawn rows: `scratch.shift` becomes the distance of its coefficients from those of
 * the whole sample. Score and information of the draw at the coefficients of the whole sample are sums over users, so
 * the first Newton step needs no row; then gradient passes with that information, improved by secants, until what is
 * left is negligible. False for a fit that does not settle so.
 * Source: the fixed-Hessian iteration of Böhning & Lindsay (1988), from a one-step estimate.
 */
export function replicatePropensity(
  plan: WeightedMsmPlan,
  scratch: ReplicateScratch,
  kernel: ClusterKernel,
): boolean {
  const { clusters: rows, scores } = plan;
  const { shift, gradient } = scratch;
  const p = rows.columns;
  const { information, level } = drawnInformation(plan, scratch, kernel);
  gradient.fill(0);
  kernel.addClusters(scores.gradient, p, scratch, gradient);
  let before = gradient.slice();
  const start = firstStep(plan, information, level, before);
  let moved = start.step;
  shift.set(moved);
  const steps = secantSteps(start.factor);
  let previous = Number.POSITIVE_INFINITY;
  for (let pass = 1; pass <= mostPasses; pass++) {
    gradient.fill(0);
    kernel.score(rows, scratch, shift, gradient);
    const now = gradient.slice();
    if (pass > 1 || !start.curved)
      steps.learn(
        moved,
        now.map((value, j) => value - before[j]!),
      );
    const step = steps.stepFrom(now).map((value) => -value);
    const ahead = -step.reduce((sum, value, j) => sum + value * now[j]!, 0);
    const size = Math.sqrt(Math.max(ahead, 0) / level);
    if (!(size < previous)) return false;
    for (let j = 0; j < p; j++) shift[j] = shift[j]! + step[j]!;
    if (size < settled || (pass > 1 && size * size < settled * previous)) return true;
    previous = size;
    before = now;
    moved = step;
  }
  return false;
}

/**
 * The Newton step with the curvature of the information along it, from third derivatives of the whole sample, and a
 * factor of the information at its end; the plain Newton step where the correction is not small.
 */
function firstStep(plan: WeightedMsmPlan, information: Float64Array, level: number, gradient: Float64Array) {
  const p = gradient.length;
  const third = plan.thirdDerivatives;
  const factor = factorise(information, p);
  const plain = solve(factor, gradient).map((value) => -value);
  if (third.length === 0) return { factor, step: plain, curved: false };
  let step = plain;
  for (let k = 0; k < 2; k++) {
    const bent = curvatureAlong(third, level, step);
    const along = product(bent, step);
    step = solve(
      factor,
      along.map((value, j) => gradient[j]! + value / 2),
    ).map((value) => -value);
  }
  const bent = curvatureAlong(third, level, step);
  const there = factorise(
    information.map((value, k) => value + bent[k]!),
    p,
  );
  const size = Math.sqrt(plain.reduce((sum, value) => sum + value * value, 0));
  const correction = Math.sqrt(step.reduce((sum, value, j) => sum + (value - plain[j]!) ** 2, 0));
  return correction < size / 4 && there.aliased.length === factor.aliased.length
    ? { factor: there, step, curved: true }
    : { factor, step: plain, curved: false };
}

/** Product of a symmetric matrix, of which the lower triangle is given, and a vector. */
function product(lower: Float64Array, v: Float64Array): Float64Array {
  const p = v.length;
  return v.map((_, j) => {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += lower[Math.min(j, k) * p + Math.max(j, k)]! * v[k]!;
    return sum;
  });
}

/** Information of the draw at the fit of the whole sample, lower triangle, and its mean diagonal: about Σ a p (1 - p). */
function drawnInformation(plan: WeightedMsmPlan, scratch: ReplicateScratch, kernel: ClusterKernel) {
  const p = plan.clusters.columns;
  const packed = scratch.information.fill(0);
  kernel.addClusters(plan.scores.information, packed.length, scratch, packed);
  const information = unpackedTriangle(packed, p);
  let trace = 0;
  for (let j = 0; j < p; j++) trace += information[j * p + j]!;
  return { information, level: trace / p };
}
