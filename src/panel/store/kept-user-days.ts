import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import { pruneStore } from "./prune-store.js";
import { readStoredPanel, type StoredPanelFound } from "./read-stored-panel.js";
import { removeLeftovers } from "./remove-leftovers.js";
import { storeFailure } from "./store-failure.js";
import type { StoredPanel } from "./stored-panel.js";
import type { StoredPlace } from "./stored-place.js";
import { writeStoredPanel } from "./write-stored-panel.js";

export interface KeptUserDays {
  readonly kept: StoredPanel;
  /** Whether the entry was found whole; nothing was built then. */
  readonly found: boolean;
}

/**
 * The user-days of an entry where it stands whole in the store; else they are built, and kept. An entry that is not byte
 * for byte what was written is rebuilt and replaced. The store is a help and never a condition: where it cannot be read
 * or written (no right, full disk, read-only), that is said in a note and the work goes on without it. Where the input
 * changed while it was read nothing is kept.
 * @param build  makes the user-days from the log
 * @throws what `build` throws; InterruptedError when the signal is aborted
 */
export async function keptUserDays(
  place: StoredPlace,
  context: RunContext,
  build: () => Promise<StoredPanel>,
): Promise<KeptUserDays> {
  const { cacheFolder, key, unchanged } = place;
  const note = (error: unknown): void => {
    if (error instanceof InterruptedError) throw error;
    const { message } = storeFailure(cacheFolder, error);
    context.note?.(`The panel is not kept for next time: ${message}`);
  };
  context.progress.stage("looking for the panel");
  let usable = true;
  const entry = await readStoredPanel(cacheFolder, key).catch((error: unknown): StoredPanelFound => {
    note(error);
    usable = false;
    return { state: "absent" };
  });
  if (entry.state === "whole") return { kept: entry.panel, found: true };
  if (entry.state === "broken")
    context.note?.(`The panel kept in ${cacheFolder} is made anew: ${entry.reason}.`);
  const kept = await build();
  if (!usable) return { kept, found: false };
  if (!(await unchanged())) {
    context.note?.("The panel is not kept for next time: the log changed while it was read.");
    return { kept, found: false };
  }
  context.progress.stage("keeping the panel");
  try {
    await removeLeftovers(cacheFolder, Date.now());
    await writeStoredPanel(cacheFolder, key, kept, context.signal);
    await pruneStore(cacheFolder, key);
  } catch (error) {
    note(error);
  }
  return { kept, found: false };
}
