import { CausalError, InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { WholeRead } from "../../sources/log-growth.js";
import { type EarlierPanel, findEarlier } from "./find-earlier.js";
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

/** How the user-days of a log are made. */
export interface UserDayMaker {
  /** From the whole log. */
  readonly build: () => Promise<StoredPanel>;
  /** From what was kept of the log when it was shorter; or why that is no use. */
  readonly grow: GrowthMaker | WholeRead;
}

/** How rows appended to a log are added to its user-days. */
export interface GrowthMaker {
  /** The one file of the log. */
  readonly path: string;
  readonly from: (earlier: EarlierPanel) => Promise<StoredPanel | WholeRead>;
}

/**
 * The user-days of an entry where it stands whole in the store; else those of the same log when it was shorter, with what
 * was appended added (a note says how much), where that can be; else they are built (a note says why); and kept. An entry that is not byte
 * for byte what was written is rebuilt and replaced. The store is a help and never a condition: where it cannot be read
 * or written (no right, full disk, read-only), that is said in a note and the work goes on without it. Where the input
 * changed while it was read nothing is kept.
 * @throws what `build` throws; InterruptedError when the signal is aborted
 */
export async function keptUserDays(
  place: StoredPlace,
  context: RunContext,
  maker: UserDayMaker,
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
  const grown = entry.state === "absent" && usable ? await fromEarlier(place, context, maker) : undefined;
  if (grown?.found) return grown;
  const kept = grown?.kept ?? (await maker.build());
  if (!usable) return { kept, found: false };
  if (!(await unchanged())) {
    context.note?.("The panel is not kept for next time: the log changed while it was read.");
    return { kept, found: false };
  }
  context.progress.stage("keeping the panel");
  try {
    await removeLeftovers(cacheFolder, Date.now());
    await writeStoredPanel(cacheFolder, place, kept, context.signal);
    await pruneStore(cacheFolder, key);
  } catch (error) {
    note(error);
  }
  return { kept, found: false };
}

/** What an earlier entry gives; undefined where the log is to be read whole. */
async function fromEarlier(
  place: StoredPlace,
  context: RunContext,
  { grow }: UserDayMaker,
): Promise<KeptUserDays | undefined> {
  const readWhole = (why: string): undefined => {
    context.note?.(`The panel kept of this log cannot be added to, so the log is read whole: ${why}.`);
  };
  const earlier = await findEarlier(place, "path" in grow ? grow.path : grow);
  if (earlier === undefined) return undefined;
  if ("whole" in earlier) return readWhole(earlier.whole);
  if ("whole" in grow) return readWhole(grow.whole);
  if (earlier.log.bytes === place.inputs[0]?.bytes) return { kept: earlier.panel, found: true };
  try {
    const grown = await grow.from(earlier);
    if ("whole" in grown) return readWhole(grown.whole);
    const step = grown.log.step?.unit ?? "day";
    const [before, now] = [earlier.panel.table.days, grown.table.days];
    context.note?.(
      `Only what was appended to the log was read: ${counted(before, step)} kept, ${counted(now - before, step)} added.`,
    );
    return { kept: grown, found: false };
  } catch (error) {
    // A fault among the appended rows is told again, with its place in the whole file, when that is read.
    if (error instanceof InterruptedError || !(error instanceof CausalError)) throw error;
    return readWhole(error.message);
  }
}

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
