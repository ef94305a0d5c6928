import { createRandom } from "../../numeric/random.js";

/**
 * How often each user counts: all once; drawn with replacement, replicate `index` of a seed; or all but one.
 * Plain data, so that it can travel to another thread.
 */
export type Resample =
  | { readonly kind: "whole" }
  | { readonly kind: "replicate"; readonly seed: number; readonly index: number }
  | { readonly kind: "without"; readonly user: number };

/** What a bootstrap asks of a runner: the whole sample, then so many replicates of a seed. */
export function bootstrapResamples(seed: number, replicates: number): readonly Resample[] {
  return [
    { kind: "whole" },
    ...Array.from({ length: replicates }, (_, index): Resample => ({ kind: "replicate", seed, index })),
  ];
}

/**
 * Multiplicity of every user of the panel, [users]. A replicate draws as many users as the panel has, each with equal
 * chance, from a stream of its own: it depends on (seed, index, users) only, so the first 200 replicates of 400 are the
 * 200 of 200, and replicates of two estimators with one seed pair.
 * Source: Efron (1979); clusters resampled whole, Davison & Hinkley (1997), section 3.8.
 */
export function multiplicitiesOf(resample: Resample, users: number): Float64Array {
  if (resample.kind === "whole") return new Float64Array(users).fill(1);
  if (resample.kind === "without") {
    const all = new Float64Array(users).fill(1);
    all[resample.user] = 0;
    return all;
  }
  const random = createRandom(resample.seed, "cluster bootstrap", resample.index);
  const counts = new Float64Array(users);
  for (let k = 0; k < users; k++) {
    const user = random.integer(users);
    counts[user] = counts[user]! + 1;
  }
  return counts;
}
