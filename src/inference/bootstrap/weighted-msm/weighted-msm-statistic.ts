import { NotEstimableError } from "../../../errors.js";
import type { ClusterKernel } from "../../../numeric/simd/cluster-arithmetic.js";
import { clusterKernel } from "../../../numeric/simd/cluster-kernel.js";
import { cellNumerator } from "./cell-numerator.js";
import { cellStructuralModel } from "./cell-structural-model.js";
import { coldPropensity } from "./cold-propensity.js";
import { drawnQuantiles } from "./drawn-quantiles.js";
import { drawUsers } from "./drawn-users.js";
import { replicatePropensity } from "./replicate-propensity.js";
import { type ReplicateScratch, withScratch } from "./replicate-scratch.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

/** Odds from which on 1 / (1 + odds) is lost beside 1. */
const mostOdds = 2 ** 53;

/**
 * The chain on any user multiplicities: propensity, stabilised weights, truncation, weighted structural model. The
 * returned function borrows scratch of one row vector from the plan while it works.
 * @throws (the returned function) NotEstimableError of the models, `weights.infinite`, `bootstrap.no-rows`
 */
export function weightedMsmStatistic(
  plan: WeightedMsmPlan,
  capability: "best" | "javascript" = "best",
): (multiplicities: Float64Array) => Float64Array {
  const kernelWith = clusterKernel(plan.space.memory, capability);
  return (multiplicities) =>
    withScratch(plan, (scratch) => {
      drawUsers(plan, multiplicities, scratch);
      if (scratch.rows === 0)
        throw new NotEstimableError("bootstrap.no-rows", "no user of the resample has rows");
      const kernel = kernelWith(scratch.buffer);
      kernel.addToGroups(plan.clusters, scratch, scratch.arms.fill(0));
      const numerator = cellNumerator(plan.cells, plan.numerator, scratch.arms);
      numerator.forEach((share, cell) => {
        scratch.share[2 * cell] = 1 - share;
        scratch.share[2 * cell + 1] = share;
      });
      if (!(rawWeights(plan, scratch, kernel) < mostOdds))
        throw new NotEstimableError(
          "weights.infinite",
          "a fitted probability of the treatment that a row had rounds to 0; restrict the population or drop the outlying term",
        );
      const [low, high] =
        plan.truncation === null
          ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
          : drawnQuantiles(plan, scratch, kernel, plan.truncation);
      kernel.addMoments(plan.clusters, scratch, scratch.raw, low!, high!, scratch.moments.fill(0));
      return cellStructuralModel(plan, scratch.moments);
    });
}

/** Stabilised weights of the drawn rows into `scratch.raw`; the largest odds against the arm received are returned. */
function rawWeights(plan: WeightedMsmPlan, scratch: ReplicateScratch, kernel: ClusterKernel): number {
  if (replicatePropensity(plan, scratch, kernel))
    return kernel.inverseWeights(plan.clusters, scratch, scratch.shift, scratch.share, scratch.raw);
  coldPropensity(plan, scratch);
  const { starts, group } = plan.clusters;
  let most = 0;
  let at = 0;
  for (let k = 0; k < scratch.clusters; k++)
    for (let row = starts[scratch.list[k]!]!; row < starts[scratch.list[k]! + 1]!; row++) {
      const odds = scratch.raw[at]!;
      scratch.raw[at++] = scratch.share[group[row]!]! * (1 + odds);
      most = Math.max(most, odds);
    }
  return most;
}
