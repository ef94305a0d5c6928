import type { Design } from "../../src/design/design.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { createRandom } from "../../src/numeric/random.js";
import { drawUser, type RowWorld } from "./row-world.js";

/** One sample of a world of rows, as estimators see it: the two columns as they stand, nothing hidden. */
export function rowDesign(world: RowWorld, seed: number, users = world.users): Design {
  const drawn = Array.from({ length: users }, (_, i) =>
    drawUser(world, createRandom(seed, "user", world.name, i)).map((row) => ({ ...row, user: i })),
  ).flat();
  return designFromColumns({
    treatment: drawn.map(({ treatment }) => treatment),
    outcome: drawn.map(({ outcome }) => outcome),
    covariates: {
      first: drawn.map(({ state }) => state.first),
      second: drawn.map(({ state }) => state.second),
    },
    users: drawn.map(({ user }) => user),
  });
}
