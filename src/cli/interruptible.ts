import { InterruptedError } from "../errors.js";
import type { Terminal } from "./terminal.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs work that Ctrl-C stops cleanly: the first signal aborts, so that the work can take away what it began; the
 * second one finds no listener and ends the process at once.
 *
 * @throws InterruptedError whatever the work threw, once it was told to stop
 */
export async function interruptible<T>(
  what: string,
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const release = () => {
    for (const name of signals) process.removeListener(name, stop);
  };
  const stop = () => {
    release();
    controller.abort();
    terminal.note("\nStopping and taking away what was begun; once more stops at once.");
  };
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted && !(error instanceof InterruptedError)) throw new InterruptedError(what);
    throw error;
  } finally {
    release();
  }
}
