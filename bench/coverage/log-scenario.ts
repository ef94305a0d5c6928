import type { Estimand } from "../../src/estimand/estimand.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { truthOf } from "../../src/simulation/truth-of.js";
import type { World } from "../../src/simulation/world.js";
import { replicate } from "../replicate.js";
import type { Scenario } from "./scenario.js";

export interface LogSize {
  readonly users: number;
  readonly days: number;
}

const population = { users: 100_000, seed: 77 } as const;

/** A simulated log: estimators on the panel's design of the shipped question; truth by forking a population. */
export function logScenario(world: World, question: Estimand, { users, days }: LogSize): Scenario {
  return {
    name: world.name,
    sentence: world.sentence,
    sample: `${users} users, ${days} days`,
    async truth() {
      const size = { ...population, days };
      const ATE = await truthOf(world, size);
      return { ATE, ATO: await truthOf(world, { ...size, target: "ATO" }) };
    },
    replicate: (seed, names) =>
      replicate(world.name, { users, days, seed }, question, names as readonly EstimatorName[]),
  };
}
