import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { replicateOf } from "./replicate-of.js";
import { rowDesign } from "./row-design.js";
import { type RowEstimatorName, rowEstimators } from "./row-estimators.js";
import { rowTruth } from "./row-truth.js";
import type { RowWorld } from "./row-world.js";
import type { Scenario } from "./scenario.js";

/** A world of rows: estimators of the registry on plain arrays; truth over `population` independent users. */
export function rowScenario(world: RowWorld, population = 400_000): Scenario {
  return {
    name: world.name,
    sentence: world.sentence,
    sample: `${world.users} users of ${world.rowsPerUser} rows`,
    truth: async () => rowTruth(world, population, 77),
    replicate(seed, names) {
      const design = rowDesign(world, seed);
      const models = nuisanceModels(design);
      return Object.fromEntries(
        names.map((name) => [
          name,
          replicateOf(() => rowEstimators[name as RowEstimatorName].estimate(design, models).effect),
        ]),
      );
    },
  };
}
