import { checkCall, having } from "../call-check.js";
import type { UserDayTable } from "../results/user-day-table.js";
import { createCatalogue } from "./catalogue.js";
import { livePath } from "./live-day.js";
import { checkSimulationOptions, type SimulationOptions } from "./simulation-options.js";
import { createUserDayRows } from "./user-day-rows.js";
import { createPath } from "./user-path.js";
import { createTape, loadTape } from "./user-tape.js";
import type { World } from "./world.js";

/**
 * Active user-days of a simulated log, without writing the log: the same numbers as reading back the archive that
 * `simulateArchive` writes for the same world, users, days and seed.
 *
 * Users have random streams of their own, so user i is the same person in a log of any size.
 * @returns a table that `panelFromUserDays` accepts; users who are never active are not in it
 * @throws UsageError `simulation.*` for sizes that cannot be simulated
 * Checked by: test/simulation/simulate-user-days.test.ts, test/simulation/archive-round-trip.test.ts
 */
export function simulateUserDays(world: World, options: SimulationOptions): UserDayTable {
  checkCall(
    "simulateUserDays",
    { world },
    { world: having("a world, such as worlds.feedback", "drawTraits", "interactions") },
  );
  checkSimulationOptions(options);
  const catalogue = createCatalogue();
  const rows = createUserDayRows(catalogue, options.users, options.days);
  const tape = createTape(world, options.days);
  const path = createPath(options.days);
  for (let index = 0; index < options.users; index++) {
    loadTape(tape, world, options.seed, "user", index);
    livePath(world, catalogue, tape, path);
    rows.add(index, tape, path);
  }
  return rows.table();
}
