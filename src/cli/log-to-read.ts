import { basename } from "node:path";
import { withTemporaryFolder } from "../files/temporary-folder.js";
import type { RunContext } from "../progress.js";
import { simulateArchive } from "../simulation/simulate-archive.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import { type SimulationFlags, simulationOptions } from "./simulation-flags.js";
import type { Terminal } from "./terminal.js";
import { truthBeside } from "./truth-beside.js";

export interface LogFlags extends SimulationFlags {
  readonly archive?: string;
}

/** The archive of a run, the known answer if it has one, and the flags that name it again. */
export interface LogToRead {
  readonly archive: string;
  readonly truth: TruthFile | undefined;
  readonly flags: readonly string[];
}

/**
 * Hands over the archive that was named or, when none was, one that is simulated for the occasion in a temporary
 * folder and removed when the work has ended.
 */
export async function withLogToRead<T>(
  flags: LogFlags,
  terminal: Terminal,
  context: RunContext,
  work: (log: LogToRead) => Promise<T>,
): Promise<T> {
  if (flags.archive !== undefined) return work(await namedLog(flags.archive, terminal));
  const size = simulationOptions(flags);
  const { users, days, seed } = size;
  terminal.note(
    `No --archive: a simulated log is written first (${users} users, ${days} days, seed ${seed}) and read back like a real one.`,
  );
  return withTemporaryFolder("counterday-simulated-", async (out) => {
    const { archive, truth } = await simulateArchive({ ...size, out }, context);
    return work({ archive, truth, flags: ["--users", `${users}`, "--days", `${days}`, "--seed", `${seed}`] });
  });
}

async function namedLog(archive: string, terminal: Terminal): Promise<LogToRead> {
  const truth = await truthBeside(archive);
  if (truth === "not of this archive")
    terminal.note("The truth.json beside the archive tells of another log; it is left aside.");
  return {
    archive,
    truth: typeof truth === "object" ? truth : undefined,
    flags: ["--archive", basename(archive)],
  };
}
