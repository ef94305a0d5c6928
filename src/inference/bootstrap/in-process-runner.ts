import { replicateOutcome } from "./replicate-outcome.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import { multiplicitiesOf } from "./resample.js";

/**
 * Runs any function of user multiplicities in this thread, one resample after the other.
 * @param statistic given how often each user counts, [users], returns one number a parameter
 */
export function inProcessRunner(
  users: number,
  parameters: readonly string[],
  statistic: (multiplicities: Float64Array) => ArrayLike<number>,
): ReplicateRunner {
  return {
    users,
    parameters,
    run: async (resamples) =>
      resamples.map((resample) => replicateOutcome(statistic, multiplicitiesOf(resample, users))),
  };
}
