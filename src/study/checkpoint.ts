import { setImmediate } from "node:timers/promises";
import { InterruptedError } from "../errors.js";
import type { RunContext } from "../progress.js";

/** Lets progress be drawn and an interruption arrive between two pieces of work that hold the thread. */
export async function checkpoint(context: RunContext, what: string): Promise<void> {
  await setImmediate();
  if (context.signal?.aborted) throw new InterruptedError(what);
}
