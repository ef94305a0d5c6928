import { NotEstimableError } from "../../errors.js";
import type { ReplicateOutcome } from "./replicate-runner.js";

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

/** Whose outcomes they are, and how many may be missing. */
export interface OutcomesOf {
  readonly parameters: readonly string[];
  readonly users: number;
  readonly seed: number;
  /** Share of replicates that may have no estimate before the whole is refused. */
  readonly mostFailures: number;
}

/**
 * A bootstrap from outcomes that are there already, those of `bootstrapResamples` in their order: the whole sample first,
 * then the replicates.
 * @throws NotEstimableError `bootstrap.whole-sample`, `bootstrap.failures` with the reasons
 */
export function bootstrapOfOutcomes(
  [whole, ...outcomes]: readonly ReplicateOutcome[],
  { parameters, users, seed, mostFailures }: OutcomesOf,
): ClusterBootstrap {
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
  if (failures.length > mostFailures * outcomes.length || kept.length < 2)
    throw tooMany(failures, outcomes.length);
  const columns = parameters.map((_, k) => Float64Array.from(kept, ({ values }) => values[k]!));
  return {
    parameters,
    estimates: whole.values,
    replicates: columns,
    numbers: Int32Array.from(kept, ({ number }) => number),
    failures,
    users,
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
