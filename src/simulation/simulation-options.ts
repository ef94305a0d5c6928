import { checkCall } from "../call-check.js";
import { UsageError } from "../errors.js";

export interface SimulationOptions {
  readonly users: number;
  /** Calendar days of the log. */
  readonly days: number;
  readonly seed: number;
}

/** The default size of a simulated log: 600 users over the 63 days of KuaiRec's small matrix. */
export const simulationDefaults: SimulationOptions = Object.freeze({ users: 600, days: 63, seed: 1 });

/**
 * Refuses sizes that cannot be simulated.
 * @throws UsageError `simulation.users`, `simulation.days` or `simulation.seed`
 */
export function checkSimulationOptions(options: SimulationOptions): void {
  checkCall("simulation", options, {});
  const { users, days, seed } = options;
  if (!Number.isInteger(users) || users < 2 || users > 1_000_000)
    throw new UsageError(
      "simulation.users",
      `users: expected a whole number from 2 to 1,000,000, found ${users}`,
    );
  if (!Number.isInteger(days) || days < 8 || days > 1_000)
    throw new UsageError(
      "simulation.days",
      `days: expected a whole number from 8 to 1,000 (three days of history, the day itself, three days of ` +
        `future, and one to spare), found ${days}`,
    );
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new UsageError("simulation.seed", `seed: expected a whole number of at least 0, found ${seed}`);
}
