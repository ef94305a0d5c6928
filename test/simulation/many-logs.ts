import { replicate } from "../../bench/replicate.js";
import { shippedQuestion } from "../../bench/shipped-question.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import type { Replicate } from "../../src/simulation/judge.js";
import { type Truth, truthOf } from "../../src/simulation/truth-of.js";
import { worlds } from "../../src/simulation/worlds/registry.js";

export interface ManyLogs {
  readonly truth: Truth;
  /** Replicates of an estimator that was asked for; throws where it refused a log. */
  readonly of: (estimator: EstimatorName) => readonly Replicate[];
}

/** The bench's own table in a fast form: fewer and smaller logs of one world, each estimated as the bench does. */
export async function manyLogs(
  world: string,
  names: readonly EstimatorName[],
  size: { readonly logs: number; readonly users: number; readonly days: number; readonly firstSeed: number },
): Promise<ManyLogs> {
  const question = await shippedQuestion();
  const { users, days } = size;
  const truth = await truthOf(worlds[world]!, { users: 50 * users, days, seed: 41 });
  const found = Array.from({ length: size.logs }, (_, index) =>
    replicate(world, { users, days, seed: size.firstSeed + index }, question, names),
  );
  const of = (estimator: EstimatorName) =>
    found.map((estimates, index) => {
      const one = estimates[estimator];
      if (one === null || one === undefined) throw new Error(`${estimator} has no estimate of log ${index}`);
      return one;
    });
  return { truth, of };
}
