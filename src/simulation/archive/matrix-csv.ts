import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { Catalogue } from "../catalogue.js";
import { livePath } from "../live-day.js";
import { userId } from "../user-id.js";
import { createPath } from "../user-path.js";
import { createTape, loadTape } from "../user-tape.js";
import type { World } from "../world.js";
import { interactionHeader, interactionRows } from "./interaction-rows.js";

export interface MatrixOptions {
  readonly matrix: "small" | "big";
  readonly users: number;
  readonly days: number;
  readonly seed: number;
}

/** The three blocks of days that KuaiRec's big matrix logged; nothing between them. */
const bigBlocks = [
  [0, 7],
  [27, 36],
  [53, 62],
] as const;

/**
 * An interaction table, user by user, so that memory does not grow with the users. The small matrix is the log that
 * `simulateUserDays` sums up; the big one has other users of the same world, logged on KuaiRec's 28 days only.
 */
export async function* matrixCsv(
  world: World,
  catalogue: Catalogue,
  options: MatrixOptions,
  context: RunContext,
): AsyncGenerator<string> {
  const { matrix, users, days, seed } = options;
  const population = matrix === "small" ? "user" : "big user";
  const logged =
    matrix === "small"
      ? () => true
      : (day: number) => bigBlocks.some(([from, to]) => day >= from && day <= to);
  const tape = createTape(world, days);
  const path = createPath(days);
  context.progress.stage(`writing ${matrix}_matrix.csv`, users, "users");
  yield interactionHeader;
  for (let index = 0; index < users; index++) {
    if (context.signal?.aborted) throw new InterruptedError("writing the simulated archive");
    loadTape(tape, world, seed, population, index);
    livePath(world, catalogue, tape, path);
    yield interactionRows(index, userId(index, matrix), tape, path, catalogue, { matrix, seed, logged });
    context.progress.advance(index + 1);
  }
}
