import { checkCall, kinds, optional } from "../../call-check.js";
import { NotEstimableError } from "../../errors.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import type { Resample } from "./resample.js";

/** Estimates without each user in turn. */
export interface ClusterJackknife {
  readonly parameters: readonly string[];
  /** Of the whole sample. */
  readonly estimates: Float64Array;
  /** Users left out, one at a time. */
  readonly users: Int32Array;
  /** Of each parameter, in the order of `users`. */
  readonly leftOut: readonly Float64Array[];
  /** sqrt((G - 1) / G · Σ (θ_(g) - mean θ_(g))²), G the users left out in turn. */
  readonly standardErrors: Float64Array;
  /** Σ d³ / (6 (Σ d²)^1.5) with d_g = mean θ_(g) - θ_(g), for `bootstrapInterval`; 0 when nothing varies. */
  readonly acceleration: Float64Array;
}

/**
 * Leaves out one user at a time and does the whole pipeline again: an error that holds for few clusters (it is
 * conservative) and the acceleration of BCa intervals.
 * @param users who is left out in turn, those with rows; all when left out
 * @throws NotEstimableError `inference.one-cluster` with fewer than two; `jackknife.failure` naming the user without
 *   whom there is no estimate
 * Source: Efron & Tibshirani (1993), chapters 11 and 14.3; Bell & McCaffrey (2002).
 */
export async function clusterJackknife(
  runner: ReplicateRunner,
  some?: ArrayLike<number>,
): Promise<ClusterJackknife> {
  checkCall(
    "clusterJackknife",
    { runner, users: some },
    { runner: kinds.runner, users: optional(kinds.array) },
  );
  const users = some ?? Int32Array.from({ length: runner.users }, (_, user) => user);
  if (users.length < 2)
    throw new NotEstimableError(
      "inference.one-cluster",
      "one user carries no error: an error clustered by user needs at least two",
      { users: users.length },
    );
  const resamples = Array.from(users, (user): Resample => ({ kind: "without", user }));
  const outcomes = await runner.run([{ kind: "whole" }, ...resamples]);
  const values = outcomes.map((outcome, at) => {
    if ("values" in outcome) return outcome.values;
    const which = at === 0 ? "the whole sample" : `the sample without user ${users[at - 1]}`;
    throw new NotEstimableError(
      "jackknife.failure",
      `${which} has no estimate (${outcome.failure.code}): ${outcome.failure.message}`,
      outcome.failure,
    );
  });
  const leftOut = runner.parameters.map((_, k) => Float64Array.from(values.slice(1), (row) => row[k]!));
  const moments = leftOut.map(momentsAboutMean);
  const share = (users.length - 1) / users.length;
  return {
    parameters: runner.parameters,
    estimates: values[0]!,
    users: Int32Array.from(users),
    leftOut,
    standardErrors: Float64Array.from(moments, ({ second }) => Math.sqrt(share * second)),
    acceleration: Float64Array.from(moments, ({ second, third }) =>
      second > 0 ? -third / (6 * second ** 1.5) : 0,
    ),
  };
}

function momentsAboutMean(values: Float64Array): { readonly second: number; readonly third: number } {
  const origin = values[0]!;
  const mean = values.reduce((sum, value) => sum + (value - origin), 0) / values.length;
  let second = 0;
  let third = 0;
  for (const value of values) {
    const d = value - origin - mean;
    second += d * d;
    third += d * d * d;
  }
  return { second, third };
}
