import { type CholeskyFactor, factorise, solve } from "../../../numeric/cholesky.js";
import type { ClusterKernel } from "../../../numeric/simd/cluster-arithmetic.js";
import { clusterKernel } from "../../../numeric/simd/cluster-kernel.js";
import { drawUsers } from "./drawn-users.js";
import type { LaidOutPlan } from "./laid-out-plan.js";
import { type ReplicateScratch, withScratch } from "./replicate-scratch.js";
import { secantSteps } from "./secant-steps.js";
import { unpackedTriangle } from "./unpacked-triangle.js";

/** With fewer rows the first steps take all of them, with more the first quarter of the users. */
const manyRows = 20_000;
/** Newton steps on the part end once a step moves no linear predictor of it by more. */
const nearby = 0.05;
/** Root mean squared error of the linear predictor that is left: replicates correct it, each for itself. */
const settled = 1e-5;
const mostSteps = 12;

/**
 * Fits the propensity on the whole sample in the memory of the plan: Newton steps from the mean on a part of the users,
 * then steps on all with the information of that part, improved by secants. On success the odds are those of the fit,
 * and the scores those at it; false where it is not plain (aliased columns, separation, slow progress), and `fitLogistic`
 * has to judge.
 * @param mean of the treatment, between 0 and 1; the first column is 1 in every row, its sign turned where treated
 */
export function wholePropensity(plan: LaidOutPlan, mean: number): boolean {
  return withScratch(plan, (scratch) => {
    const kernel = clusterKernel(plan.space.memory)(scratch.buffer);
    const marginal = new Float64Array(plan.clusters.columns);
    marginal[0] = Math.log(mean / (1 - mean));
    plan.clusters.odds.fill(1);
    scratch.shift.set(marginal);
    kernel.advanceOdds(plan.clusters, scratch.shift);
    const part = newtonOnPart(plan, scratch, kernel);
    if (part === undefined || !chordOnAll(plan, scratch, kernel, part)) return false;
    settleAt(plan, scratch, kernel);
    return true;
  });
}

/** Sets odds and scores of the plan from coefficients on its columns. */
export function setPropensity(plan: LaidOutPlan, coefficients: Float64Array): void {
  withScratch(plan, (scratch) => {
    plan.clusters.odds.fill(1);
    scratch.shift.set(coefficients);
    settleAt(plan, scratch, clusterKernel(plan.space.memory)(scratch.buffer));
  });
}

function settleAt(plan: LaidOutPlan, scratch: ReplicateScratch, kernel: ClusterKernel): void {
  kernel.advanceOdds(plan.clusters, scratch.shift);
  const { gradient, information } = plan.scores;
  kernel.clusterScores(plan.clusters, gradient.fill(0), information.fill(0));
}

/** The odds move to near the fit of the part; its information there, and the share of the rows that it has. */
function newtonOnPart(plan: LaidOutPlan, scratch: ReplicateScratch, kernel: ClusterKernel) {
  const { clusters, scores } = plan;
  const p = clusters.columns;
  const users = plan.rows < manyRows ? plan.users : Math.ceil(plan.users / 4);
  const part = { ...clusters, starts: clusters.starts.subarray(0, users + 1) };
  drawUsers(plan, new Float64Array(plan.users).fill(1, 0, users), scratch);
  let previous = Number.POSITIVE_INFINITY;
  for (let k = 0; k < mostSteps; k++) {
    kernel.clusterScores(part, scores.gradient.fill(0), scores.information.fill(0));
    kernel.addClusters(scores.gradient, p, scratch, scratch.gradient.fill(0));
    kernel.addClusters(scores.information, scratch.information.length, scratch, scratch.information.fill(0));
    const factor = factorise(unpackedTriangle(scratch.information, p), p);
    if (factor.aliased.length > 0) return undefined;
    const step = solve(factor, scratch.gradient);
    for (let j = 0; j < p; j++) scratch.shift[j] = -step[j]!;
    const moved = kernel.advanceOdds(clusters, scratch.shift);
    if (moved < nearby) return { factor, share: clusters.starts[users]! / plan.rows };
    if (k > 1 && !(moved < previous)) return undefined;
    previous = moved;
  }
  return undefined;
}

/** `scratch.shift` becomes the distance of the fit from the odds; false where it does not settle. */
function chordOnAll(
  plan: LaidOutPlan,
  scratch: ReplicateScratch,
  kernel: ClusterKernel,
  { factor, share }: { readonly factor: CholeskyFactor; readonly share: number },
): boolean {
  const { shift, gradient } = scratch;
  const p = shift.length;
  drawUsers(plan, new Float64Array(plan.users).fill(1), scratch);
  let level = 0;
  for (let j = 0; j < p; j++) for (let k = 0; k <= j; k++) level += factor.lower[k * p + j]! ** 2 / p;
  const steps = secantSteps(factor);
  shift.fill(0);
  let moved = new Float64Array(p);
  let before = new Float64Array(p);
  let previous = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < mostSteps; pass++) {
    kernel.score(plan.clusters, scratch, shift, gradient.fill(0));
    const now = gradient.map((value) => value * share);
    if (pass > 0)
      steps.learn(
        moved,
        now.map((value, j) => value - before[j]!),
      );
    const step = steps.stepFrom(now).map((value) => -value);
    const size = Math.sqrt(Math.max(-step.reduce((sum, value, j) => sum + value * now[j]!, 0), 0) / level);
    if (!(size < previous)) return false;
    for (let j = 0; j < p; j++) shift[j] = shift[j]! + step[j]!;
    if (size < settled) return true;
    previous = size;
    before = now;
    moved = step;
  }
  return false;
}
