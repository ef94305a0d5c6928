import { checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError, refuseUnknownOptions } from "../../errors.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import type { Resample } from "./resample.js";

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

/** Estimates and their replicates. Replicate b of one seed has the same users whatever the statistic, so they pair. */
export interface ClusterBootstrap {
  readonly parameters: readonly string[];
  /** Of the whole sample, one a parameter; no replicate moves them. */
  readonly estimates: Float64Array;
  /** Replicates of each parameter, those that have an estimate, in the order of `numbers`. */
  readonly replicates: readonly Float64Array[];
  /** Which replicates those are, ascending, from 0. */
  readonly numbers: Int32Array;
  /** Replicates without an estimate, and why. */
  readonly failures: readonly { readonly number: number; readonly code: string; readonly message: string }[];
  readonly users: number;
  readonly seed: number;
  /** Standard deviation of the replicates (B - 1). */
  readonly standardErrors: Float64Array;
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
  const resamples: Resample[] = Array.from({ length: replicates }, (_, index) => ({
    kind: "replicate",
    seed,
    index,
  }));
  const [whole, ...outcomes] = await runner.run([{ kind: "whole" }, ...resamples]);
  if (!("values" in whole!))
    throw new NotEstimableError(
      "bootstrap.whole-sample",
      `the sample itself has no estimate (${whole!.failure.code}): ${whole!.failure.message}`,
      whole!.failure,
    );
  const kept: { readonly number: number; readonly values: Float64Array }[] = [];
  const failures: { readonly number: number; readonly code: string; readonly message: string }[] = [];
  outcomes.forEach((outcome, number) => {
    if ("values" in outcome) kept.push({ number, values: outcome.values });
    else failures.push({ number, ...outcome.failure });
  });
  if (failures.length > mostFailures * replicates || kept.length < 2) throw tooMany(failures, replicates);
  const columns = runner.parameters.map((_, k) => Float64Array.from(kept, ({ values }) => values[k]!));
  return {
    parameters: runner.parameters,
    estimates: whole.values,
    replicates: columns,
    numbers: Int32Array.from(kept, ({ number }) => number),
    failures,
    users: runner.users,
    seed,
    standardErrors: Float64Array.from(columns, standardDeviation),
  };
}

function tooMany(
  failures: readonly { readonly code: string; readonly message: string }[],
  replicates: number,
): NotEstimableError {
  const byCode = new Map<string, number>();
  for (const { code } of failures) byCode.set(code, (byCode.get(code) ?? 0) + 1);
  const reasons = [...byCode].map(([code, count]) => `${code} (${count})`).join(", ");
  return new NotEstimableError(
    "bootstrap.failures",
    `${failures.length} of ${replicates} replicates have no estimate: ${reasons}. The sample is too thin for this pipeline: widen the population, drop terms, or use the influence-function error. First: ${failures[0]?.message ?? ""}`,
    { failures: failures.length, replicates, reasons: Object.fromEntries(byCode) },
  );
}

function standardDeviation(values: Float64Array): number {
  const origin = values[0]!;
  const mean = values.reduce((sum, value) => sum + (value - origin), 0) / values.length;
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - origin - mean) ** 2, 0) / (values.length - 1),
  );
}
