import { createRandom } from "../numeric/random.js";
import type { RunContext } from "../progress.js";
import { firstLogDay } from "./calendar-of-log.js";
import type { SimulationOptions } from "./simulation-options.js";
import { lookBackDays, outcomeDays, truthOf } from "./truth-of.js";
import type { TruthFile } from "./truth-schema.js";
import type { World } from "./world.js";

/** People in whom truth is found, for each user of the log: its error is then below a tenth of the estimators'. */
const populationPerUser = 20;

/** The truth that belongs to a simulated log, from a population with a seed of its own. */
export async function truthFile(
  world: World,
  options: SimulationOptions,
  context: RunContext,
): Promise<TruthFile> {
  const { users, days, seed } = options;
  const populationSeed = createRandom(seed, "seed of the population").integer(2 ** 31);
  const truth = await truthOf(
    world,
    { users: populationPerUser * users, days, seed: populationSeed },
    context,
  );
  return {
    schemaVersion: 1,
    world: world.name,
    seed,
    users,
    days,
    firstDay: new Date(firstLogDay * 86_400_000).toISOString().slice(0, 10),
    table: "small_matrix",
    treatment: { column: "interactions", cut: world.cut, among: "active_day" },
    outcome: { kind: "sumOverNext", column: "interactions", days: outcomeDays },
    lookBack: lookBackDays,
    effect: { estimate: truth.estimate, monteCarloError: truth.monteCarloError },
    population: { users: truth.users, userDays: truth.userDays, seed: truth.seed },
  };
}
