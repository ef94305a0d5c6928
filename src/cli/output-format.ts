import { type Command, Option } from "commander";
import type { Terminal } from "./terminal.js";

export type OutputFormat = "text" | "json";

export interface FormatFlags<Format extends string = OutputFormat> {
  readonly format?: Format;
  readonly json?: true;
}

/** Adds `--format text|json`, with what else the command can print, and its short form `--json` to a command. */
export function withFormatFlags(
  command: Command,
  others: readonly string[] = [],
  words = "how to print: text at a terminal, json when piped",
): Command {
  return command
    .addOption(new Option("--format <kind>", words).choices(["text", "json", ...others]).conflicts("json"))
    .option("--json", "short for --format json");
}

/** What was asked for; else text for a person and JSON for a pipe or a file. */
export function outputFormat<Format extends string>(
  flags: FormatFlags<Format>,
  terminal: Terminal,
): Format | OutputFormat {
  if (flags.json) return "json";
  return flags.format ?? (terminal.outIsTerminal ? "text" : "json");
}
