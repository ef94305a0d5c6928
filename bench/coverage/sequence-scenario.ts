import { replicateOf } from "./replicate-of.js";
import type { Scenario } from "./scenario.js";
import { type SequenceEstimatorName, sequenceEstimators } from "./sequence-estimators.js";
import { type SequenceWorld, sequenceTable } from "./sequence-world.js";

/** A world of two treatments in turn; the effect of always against never is known exactly. */
export function sequenceScenario(world: SequenceWorld): Scenario {
  const known = { estimate: 2 * world.effect, monteCarloError: 0 };
  return {
    name: world.name,
    sentence: world.sentence,
    sample: `${world.users} users of 2 days`,
    truth: async () => ({ ATE: known, ATO: known }),
    replicate(seed, names) {
      const data = sequenceTable(world, seed);
      return Object.fromEntries(
        names.map((name) => [
          name,
          replicateOf(() => sequenceEstimators[name as SequenceEstimatorName](data)),
        ]),
      );
    },
  };
}
