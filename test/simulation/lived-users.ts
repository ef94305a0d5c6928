import { createCatalogue } from "../../src/simulation/catalogue.js";
import { livePath } from "../../src/simulation/live-day.js";
import { createPath, type UserPath } from "../../src/simulation/user-path.js";
import { createTape, loadTape, type Population, type UserTape } from "../../src/simulation/user-tape.js";
import type { World } from "../../src/simulation/world.js";

/** Lives the users of a log one after another and hands each, with tape and path, to `visit`. */
export function livedUsers(
  world: World,
  size: { readonly users: number; readonly days: number; readonly seed: number },
  visit: (index: number, tape: UserTape, path: UserPath) => void,
  population: Population = "user",
): void {
  const catalogue = createCatalogue();
  const tape = createTape(world, size.days);
  for (let index = 0; index < size.users; index++) {
    const path = createPath(size.days);
    loadTape(tape, world, size.seed, population, index);
    livePath(world, catalogue, tape, path);
    visit(index, tape, path);
  }
}
