import { InterruptedError } from "../errors.js";
import type { RunContext } from "../progress.js";
import type { UserDayTable } from "../results/user-day-table.js";

/**
 * The user-days that a panel is made of, by whatever way they are read, as a stage of its own.
 * @throws InterruptedError when the signal was aborted meanwhile; what `read` throws
 */
export async function readUserDays(
  { progress, signal }: RunContext,
  read: () => Promise<UserDayTable>,
): Promise<UserDayTable> {
  progress.stage("building the panel");
  const table = await read();
  if (signal?.aborted) throw new InterruptedError("building the panel");
  return table;
}
