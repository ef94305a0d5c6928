import { worlds } from "../../src/simulation/worlds/registry.js";
import { shippedQuestion } from "../shipped-question.js";
import { type LogSize, logScenario } from "./log-scenario.js";
import { rowScenario } from "./row-scenario.js";
import type { Scenario } from "./scenario.js";
import { sequenceScenario } from "./sequence-scenario.js";
import { sequenceWorlds } from "./sequence-world.js";
import { rowWorlds } from "./worlds/registry.js";

/** Every world of the table: simulated logs of the size asked for, worlds of rows, worlds of two treatments. */
export async function scenarios(logs: LogSize): Promise<readonly Scenario[]> {
  const question = await shippedQuestion();
  return [
    ...[worlds.feedback!, worlds.static!].map((world) => logScenario(world, question, logs)),
    ...rowWorlds.map((world) => rowScenario(world)),
    ...sequenceWorlds.map(sequenceScenario),
  ];
}
