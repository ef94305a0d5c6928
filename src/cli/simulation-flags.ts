import { type Command, Option } from "commander";
import { type SimulationOptions, simulationDefaults } from "../simulation/simulation-options.js";
import { parseWholeNumber } from "./parse-whole-number.js";

export interface SimulationFlags {
  readonly users?: number;
  readonly days?: number;
  readonly seed?: number;
}

/** Adds the flags that size a simulated log; none of them goes with a log that is named. */
export function withSimulationFlags(command: Command): Command {
  const { users, days, seed } = simulationDefaults;
  const sized = (flag: string, of: string, parse: (word: string) => number) =>
    new Option(flag, of).argParser(parse).conflicts(["archive", "dir", "table"]);
  return command
    .addOption(
      sized("--users <n>", `users of the simulated log (default: ${users})`, parseWholeNumber(2, 1_000_000)),
    )
    .addOption(
      sized(
        "--days <n>",
        `calendar days of the simulated log (default: ${days})`,
        parseWholeNumber(8, 1_000),
      ),
    )
    .addOption(sized("--seed <n>", `seed of the simulated log (default: ${seed})`, parseWholeNumber(0)));
}

/** The size that was asked for, defaults filled in. */
export const simulationOptions = (flags: SimulationFlags): SimulationOptions => ({
  users: flags.users ?? simulationDefaults.users,
  days: flags.days ?? simulationDefaults.days,
  seed: flags.seed ?? simulationDefaults.seed,
});
