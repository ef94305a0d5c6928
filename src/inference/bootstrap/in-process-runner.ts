import { arrayOf, checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { replicateOutcome } from "./replicate-outcome.js";
import type { ReplicateRunner } from "./replicate-runner.js";
import { multiplicitiesOf } from "./resample.js";

/**
 * Runs any function of user multiplicities in this thread, one resample after the other.
 * @param statistic given how often each user counts, [users], returns one number a parameter
 * @throws CausalError `bootstrap.statistic` when it returns another number of them
 */
export function inProcessRunner(
  users: number,
  parameters: readonly string[],
  statistic: (multiplicities: Float64Array) => ArrayLike<number>,
): ReplicateRunner {
  checkCall(
    "inProcessRunner",
    { users, parameters, statistic },
    {
      users: kinds.number,
      parameters: arrayOf(kinds.text),
      statistic: kinds.callable,
    },
  );
  const checked = (multiplicities: Float64Array): ArrayLike<number> => {
    const values = statistic(multiplicities);
    if (values?.length !== parameters.length)
      throw new CausalError(
        "bootstrap.statistic",
        `the statistic returned ${typeof values === "number" ? "a bare number" : `${values?.length ?? "no"} numbers`}; expected an array of ${parameters.length}, one a parameter (${parameters.join(", ")})`,
      );
    return values;
  };
  return {
    users,
    parameters,
    run: async (resamples) =>
      resamples.map((resample) => replicateOutcome(checked, multiplicitiesOf(resample, users))),
  };
}
