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
  const places = wanted.map(({ lower, upper }) => [placeOf(totals, lower), placeOf(totals, upper)] as const);
  const entries = sortedEntries(plan, scratch, new Set(places.flat().map(({ bucket }) => bucket)));
  return wanted.map(({ part }, k) => {
    const [low, high] = places[k]!.map(({ bucket, rank }) => ranked(entries.get(bucket)!, rank));
    return part === 0 ? low! : low! + part * (high! - low!);
  });
}

/** The bucket that holds the order statistic of a rank, and its rank there. */
function placeOf(totals: Float64Array, rank: number): { readonly bucket: number; readonly rank: number } {
  let before = 0;
  let bucket = 0;
  while (bucket < totals.length - 1 && before + totals[bucket]! <= rank) before += totals[bucket++]!;
  return { bucket, rank: rank - before };
}

function ranked(entries: readonly Entry[], rank: number): number {
  let before = 0;
  for (const { value, times } of entries) {
    before += times;
    if (before > rank) return value;
  }
  return entries.at(-1)!.value;
}

function sortedEntries(
  plan: WeightedMsmPlan,
  scratch: ReplicateScratch,
  buckets: ReadonlySet<number>,
): ReadonlyMap<number, readonly Entry[]> {
  const { starts } = plan.clusters;
  const { raw } = scratch;
  const words = new Uint32Array(raw.buffer, raw.byteOffset, 2 * scratch.rows);
  const wanted = new Uint8Array(quantileBuckets);
  for (const bucket of buckets) wanted[bucket] = 1;
  const found = new Map<number, Entry[]>([...buckets].map((bucket) => [bucket, []]));
  let at = 0;
  for (let k = 0; k < scratch.clusters; k++) {
    const user = scratch.list[k]!;
    const end = at + starts[user + 1]! - starts[user]!;
    for (; at < end; at++) {
      const bucket = Math.max(0, Math.min(quantileBuckets - 1, (words[2 * at + 1]! >>> 11) - firstBucket));
      if (wanted[bucket] === 1) found.get(bucket)!.push({ value: raw[at]!, times: scratch.counts[k]! });
    }
  }
  for (const entries of found.values()) entries.sort((one, other) => one.value - other.value);
  return found;
}
