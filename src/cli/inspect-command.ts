import { Command } from "commander";
import type { InspectFlags } from "./inspect-log.js";
import { interruptible } from "./interruptible.js";
import { withDefinitionFlag, withLogFlags } from "./log-flags.js";
import { notesAtEnd } from "./notes-at-end.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import type { Terminal } from "./terminal.js";
import { terminalProgress } from "./terminal-progress.js";

/** `counterday inspect`: one page that shows a log and its panel. */
export function inspectCommand(terminal: Terminal): Command {
  const command = new Command("inspect")
    .summary("show a log and its panel on one page")
    .description(
      "Reads a log (sources: kuairec, table), builds its user-day panel in memory, and writes one HTML page that opens offline: coverage, distributions, daily rates, candidate treatments, associations, balance, items, readiness, audit, column dictionary. It holds counts and tables, never rows of users.",
    )
    .argument("<source>", "which kind of log: kuairec or table")
    .requiredOption("--out <file>", "the page, e.g. inspect.html; a page of that name is replaced")
    .option("--no-cache", "look up and keep no panel in .counterday/panels");
  return withFormatFlags(withLogFlags(withDefinitionFlag(command)))
    .addHelpText(
      "after",
      `
Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.

Examples:
  $ counterday inspect kuairec --archive ~/Downloads/18164998.zip --out kuairec.html
  $ counterday inspect table --table events.csv --out events.html
  $ counterday inspect table --table log.parquet --user uid --day date --out log.html`,
    )
    .action(async (source: string, flags: InspectFlags & FormatFlags) => {
      const inspected = await interruptible("inspecting the log", terminal, async (signal) => {
        const progress = terminalProgress(terminal);
        const notes = notesAtEnd(terminal);
        try {
          const { inspectLog } = await import("./inspect-log.js");
          return await inspectLog(source, flags, { progress, signal, note: notes.note });
        } finally {
          progress.finish();
          notes.print();
        }
      });
      const json = outputFormat(flags, terminal) === "json";
      terminal.out(json ? JSON.stringify(inspected, null, 2) : inspected.page);
    });
}
