import { withTemporaryFolder } from "../files/temporary-folder.js";
import type { RunContext } from "../progress.js";
import { simulateArchive } from "../simulation/simulate-archive.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import type { LogReadingFlags } from "./log-flags.js";
import { checkReadingFlags, logInput, type NamedLog } from "./log-input.js";
import { readingWords } from "./log-words.js";
import { type SimulationFlags, simulationOptions } from "./simulation-flags.js";
import type { Terminal } from "./terminal.js";
import { truthBeside } from "./truth-beside.js";

export interface LogFlags extends SimulationFlags, LogReadingFlags {}

/** The log of a run, the known answer if it has one, and the words of a command that read it again. */
export interface LogToRead extends NamedLog {
  readonly simulated: boolean;
  readonly truth: TruthFile | undefined;
  readonly words: readonly string[];
}

/**
 * Hands over the log that was named (a table, or else a KuaiRec download or its folder) or, when none was, one that is
 * simulated for the occasion in a temporary folder and removed when the work has ended.
 * @throws as `logInput`, before anything is simulated
 */
export async function withLogToRead<T>(
  flags: LogFlags,
  terminal: Terminal,
  context: RunContext,
  work: (log: LogToRead) => Promise<T>,
): Promise<T> {
  const named = [flags.archive, flags.dir, flags.table].some((place) => place !== undefined);
  if (named) return work(await namedLog(flags, terminal));
  checkReadingFlags("kuairec", flags);
  const size = simulationOptions(flags);
  const { users, days, seed } = size;
  terminal.note(
    `No log is named: a simulated one is written first (${users} users, ${days} days, seed ${seed}) and read back like a real one.`,
  );
  return withTemporaryFolder("counterday-simulated-", async (out) => {
    const { archive, truth } = await simulateArchive({ ...size, out }, context);
    const read = await logInput("kuairec", { ...flags, archive });
    const sized = ["--users", `${users}`, "--days", `${days}`, "--seed", `${seed}`];
    return work({ ...read, simulated: true, truth, words: [...sized, ...readingWords(flags)] });
  });
}

async function namedLog(flags: LogFlags, terminal: Terminal): Promise<LogToRead> {
  const named = await logInput(flags.table === undefined ? "kuairec" : "table", flags);
  const truth = flags.archive === undefined ? undefined : await truthBeside(flags.archive);
  if (truth === "not of this archive")
    terminal.note("The truth.json beside the archive tells of another log; it is left aside.");
  return {
    ...named,
    simulated: false,
    truth: typeof truth === "object" ? truth : undefined,
    words: readingWords(flags),
  };
}
