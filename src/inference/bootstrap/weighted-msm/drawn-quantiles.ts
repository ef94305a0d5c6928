import type { ClusterKernel } from "../../../numeric/simd/cluster-arithmetic.js";
import { firstBucket, quantileBuckets } from "./quantile-buckets.js";
import type { ReplicateScratch } from "./replicate-scratch.js";
import type { WeightedMsmPlan } from "./weighted-msm-plan.js";

interface Entry {
  readonly value: number;
  readonly times: number;
}

/**
 * Quantiles (type 7) of the raw weights of the drawn rows, each counted as often as its user was drawn: weights are
 * tallied in buckets by their leading bits, and only the buckets that hold a wanted order statistic are sorted.
 * @param shares in [0, 1]
 * Checked against `frequencyQuantiles`.
 */
export function drawnQuantiles(
  plan: WeightedMsmPlan,
  scratch: ReplicateScratch,
  kernel: ClusterKernel,
  shares: readonly number[],
): readonly number[] {
  const { starts } = plan.clusters;
  const totals = scratch.buckets.fill(0);
  kernel.addToBuckets(plan.clusters, scratch, scratch.raw, firstBucket, totals);
  let total = 0;
  for (let k = 0; k < scratch.clusters; k++) {
    const user = scratch.list[k]!;
    total += scratch.counts[k]! * (starts[user + 1]! - starts[user]!);
  }
  const wanted = shares.map((share) => {
    const position = (total - 1) * share;
    const lower = Math.floor(position);
    return { lower, upper: Math.min(lower + 1, total - 1), part: position - lower };
  });
  const found = new Map<number, readonly Entry[]>();
  const orderStatistic = (rank: number): number => {
    const { bucket, before } = placeOf(totals, rank);
    const entries = found.get(bucket) ?? sortedEntries(plan, scratch, kernel, bucket);
    found.set(bucket, entries);
    return ranked(entries, rank - before);
  };
  return wanted.map(({ lower, upper, part }) => {
    const low = orderStatistic(lower);
    return part === 0 ? low : low + part * (orderStatistic(upper) - low);
  });
}

/** The bucket that holds the order statistic of a rank, and how many stand in those before. */
function placeOf(totals: Float64Array, rank: number): { readonly bucket: number; readonly before: number } {
  let before = 0;
  let bucket = 0;
  while (bucket < totals.length - 1 && before + totals[bucket]! <= rank) before += totals[bucket++]!;
  return { bucket, before };
}

function ranked(entries: readonly Entry[], rank: number): number {
  let before = 0;
  for (const { value, times } of entries) {
    before += times;
    if (before > rank) return value;
  }
  return entries.at(-1)!.value;
}

/** Of one bucket, by value, each with the count of its user. The outermost buckets take what lies beyond them. */
function sortedEntries(
  plan: WeightedMsmPlan,
  scratch: ReplicateScratch,
  kernel: ClusterKernel,
  bucket: number,
): readonly Entry[] {
  const { starts } = plan.clusters;
  const { raw, rows, list, counts } = scratch;
  const low = bucket === 0 ? 0 : firstBucket + bucket;
  const high = bucket === quantileBuckets - 1 ? 2 ** 20 : firstBucket + bucket;
  const entries: Entry[] = [];
  let cluster = 0;
  let end = starts[list[0]! + 1]! - starts[list[0]!]!;
  for (
    let at = kernel.nextInBuckets(raw, 0, rows, low, high);
    at < rows;
    at = kernel.nextInBuckets(raw, at + 1, rows, low, high)
  ) {
    while (at >= end) {
      cluster += 1;
      end += starts[list[cluster]! + 1]! - starts[list[cluster]!]!;
    }
    entries.push({ value: raw[at]!, times: counts[cluster]! });
  }
  return entries.sort((one, other) => one.value - other.value);
}
