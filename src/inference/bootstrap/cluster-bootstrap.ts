import { checkCall, kinds } from "../../call-check.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import { bootstrapOfOutcomes, type ClusterBootstrap } from "./bootstrap-of-outcomes.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import { bootstrapResamples } from "./resample.js";

export type { ClusterBootstrap } from "./bootstrap-of-outcomes.js";

export interface ClusterBootstrapOptions {
  /** Evaluates the whole pipeline on resamples: `inProcessRunner`, `designRunner` or the threaded one. */
  readonly runner: ReplicateRunner;
  /** Default 400. */
  readonly replicates?: number;
  /** Of the draws; drawn, and told in the result, when left out. */
  readonly seed?: number;
  /** Share of replicates that may have no estimate before the whole is refused; default 0.05. */
  readonly mostFailures?: number;
}

/**
 * The cluster bootstrap: users are drawn with replacement, and the whole pipeline (models, weights, truncation) is done
 * again on each draw, multiplicities as frequency weights. Replicate b depends on (seed, b) alone: more replicates add to
 * those there were, and how many threads work does not show.
 * @throws CausalError `bootstrap.option`, `bootstrap.replicates`, `bootstrap.seed`, `bootstrap.share`; NotEstimableError
 *   `bootstrap.whole-sample` when the sample itself has no estimate, `bootstrap.failures` when more replicates than
 *   allowed have none, with their reasons; errors that are no property of a resample pass through
 * Source: Davison & Hinkley (1997), chapters 2 and 3.8; Field & Welsh (2007).
 */
export async function clusterBootstrap(options: ClusterBootstrapOptions): Promise<ClusterBootstrap> {
  refuseUnknownOptions("bootstrap", options, ["runner", "replicates", "seed", "mostFailures"]);
  checkCall("clusterBootstrap", options, { runner: kinds.runner });
  const { runner, replicates = 400, mostFailures = 0.05 } = options;
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  if (!(Number.isInteger(replicates) && replicates >= 2))
    throw new CausalError(
      "bootstrap.replicates",
      `replicates is ${replicates}; expected a whole number of at least 2`,
    );
  if (!Number.isSafeInteger(seed))
    throw new CausalError("bootstrap.seed", `seed is ${seed}; expected a whole number`);
  if (!(mostFailures >= 0 && mostFailures < 1))
    throw new CausalError("bootstrap.share", `mostFailures is ${mostFailures}; expected 0 or more, below 1`);
  const outcomes = await runner.run(bootstrapResamples(seed, replicates));
  const { parameters, users } = runner;
  return bootstrapOfOutcomes(outcomes, { parameters, users, seed, mostFailures });
}
