import { type Command, Option } from "commander";
import type { Terminal } from "./terminal.js";

export type OutputFormat = "text" | "json";

export interface FormatFlags {
  readonly format?: OutputFormat;
  readonly json?: true;
}

/** Adds `--format text|json` and its short form `--json` to a command. */
export function withFormatFlags(command: Command): Command {
  return command
    .addOption(
      new Option("--format <kind>", "how to print: text at a terminal, json when piped")
        .choices(["text", "json"])
        .conflicts("json"),
    )
    .option("--json", "short for --format json");
}

/** What was asked for; else text for a person and JSON for a pipe or a file. */
export function outputFormat(flags: FormatFlags, terminal: Terminal): OutputFormat {
  if (flags.json) return "json";
  return flags.format ?? (terminal.outIsTerminal ? "text" : "json");
}
