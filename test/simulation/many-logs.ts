import { coverageCells } from "../../bench/coverage-cells.js";
import { replicate } from "../../bench/replicate.js";
import { shippedQuestion } from "../../bench/shipped-question.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import type { Replicate } from "../../src/simulation/judge.js";
import { type Truth, truthOf } from "../../src/simulation/truth-of.js";
import { worlds } from "../../src/simulation/worlds/registry.js";

export interface ManyLogs {
  readonly truth: Truth;
  readonly of: (estimator: EstimatorName) => readonly Replicate[];
}

/** The bench's own table in a fast form: fewer and smaller logs of one world, each estimated as the bench does. */
export async function manyLogs(
  world: string,
  size: { readonly logs: number; readonly users: number; readonly days: number; readonly firstSeed: number },
): Promise<ManyLogs> {
  const question = await shippedQuestion();
  const { users, days } = size;
  const truth = await truthOf(worlds[world]!, { users: 50 * users, days, seed: 41 });
  const names = coverageCells.filter((cell) => cell.world === world).map(({ estimator }) => estimator);
  const found = Array.from({ length: size.logs }, (_, index) =>
    replicate(world, { users, days, seed: size.firstSeed + index }, question, names),
  );
  return { truth, of: (estimator) => found.map((estimates) => estimates[estimator]!) };
}
