import { Command } from "commander";
import { interruptible } from "./interruptible.js";
import { withDefinitionFlag, withLogFlags } from "./log-flags.js";
import { notesAtEnd } from "./notes-at-end.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import type { PanelFlags } from "./panel-flags.js";
import { panelSummaryText } from "./panel-summary.js";
import type { Terminal } from "./terminal.js";
import { terminalProgress } from "./terminal-progress.js";

/** `counterday panel`: from a log to a panel of users and days, written as Parquet with its tables. */
export function panelCommand(terminal: Terminal): Command {
  const command = new Command("panel")
    .summary("make a panel of users and days from a log")
    .description(
      "Reads a log (sources: kuairec, table), builds its user-day panel, and writes both as Parquet into DIR with the column dictionary, the audit, the summary tables, the readiness checks and a manifest: whole or not at all. The same log, options and definition are found again instead of rebuilt. A readiness check that fails is a finding, not an error.",
    )
    .argument("<source>", "which kind of log: kuairec or table")
    .requiredOption("--out <folder>", "where to write; a folder written before is replaced")
    .option("--report", "write the page of `counterday inspect` too, as inspect.html")
    .option(
      "--no-cache",
      "make the panel anew even if it stands in the folder already or is kept in .counterday/panels",
    );
  return withFormatFlags(withLogFlags(withDefinitionFlag(command)))
    .addHelpText(
      "after",
      `
Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.

Examples:
  $ counterday panel kuairec --archive ~/Downloads/18164998.zip --out panels/kuairec
  $ counterday panel kuairec --archive 18164998.zip --matrix big --memory 2GB --out panels/big --report
  $ counterday panel kuairec --archive 18164998.zip --rows 300000 --keep-cut-user --out panels/sample
  $ counterday panel table --table events.csv.gz --out panels/mine
  $ counterday panel table --table log.parquet --user uid --time ts --unit milliseconds --zone Europe/Paris --out panels/mine
  $ counterday panel table --table log.csv --mapping mapping.json --definition my-panel.ts --out panels/mine`,
    )
    .action(async (source: string, flags: PanelFlags & FormatFlags) => {
      const summary = await interruptible("making the panel", terminal, async (signal) => {
        const progress = terminalProgress(terminal);
        const notes = notesAtEnd(terminal);
        try {
          const { makePanel } = await import("./make-panel.js");
          return await makePanel(source, flags, { progress, signal, note: notes.note });
        } finally {
          progress.finish();
          notes.print();
        }
      });
      const json = outputFormat(flags, terminal) === "json";
      terminal.out(json ? JSON.stringify(summary, null, 2) : panelSummaryText(summary, terminal));
    });
}
