import type { Command } from "commander";
import { parseMemoryLimit } from "./parse-memory-limit.js";
import { parseWholeNumber } from "./parse-whole-number.js";

/** What a command may use of the machine; no result depends on either. */
export function withEngineFlags(command: Command): Command {
  return command
    .option(
      "--memory <amount>",
      "what the engine may hold in memory, e.g. 2GB; it spills to disk",
      parseMemoryLimit,
    )
    .option(
      "--threads <n>",
      "threads to work with; the result does not depend on it",
      parseWholeNumber(1, 1024),
    );
}
