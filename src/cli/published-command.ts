import { Command } from "commander";
import type { ComparePublishedFlags } from "./compare-published.js";
import { withEngineFlags } from "./engine-flags.js";
import { interruptible } from "./interruptible.js";
import { notesAtEnd } from "./notes-at-end.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import { parseWholeNumber } from "./parse-whole-number.js";
import { publishedText } from "./published-text.js";
import type { Terminal } from "./terminal.js";
import { terminalProgress } from "./terminal-progress.js";

/** `counterday published`: the published KuaiRec study, ours beside every figure. */
export function publishedCommand(terminal: Terminal): Command {
  const command = new Command("published")
    .summary("repeat the published KuaiRec study and put ours beside its 1,450 figures")
    .description(
      "Reads the first 300,000 rows of small_matrix with the cut user kept, as the public notebooks do, repeats their analyses by their own methods, and prints ours beside each of the 1,450 published figures. On that sample 610 should be equal as printed, 14 close, and 372, which random folds or resamples enter, within the band of our draws; 454 rest on LightGBM's trees, which are not ours, and are not judged. Of another log none is judged. Reasons stand below the tables, and our own answer to the same question beside them.",
    )
    .requiredOption("--archive <file>", "the KuaiRec download as it is (18164998.zip), or a simulated one")
    .option("--out <folder>", "write published.json, figures.csv and own-ladder.csv there too")
    .option("--seed <n>", "of folds and resamples", parseWholeNumber(0), 42)
    .option("--draws <n>", "how often folds are drawn for the bands", parseWholeNumber(2, 1000), 20)
    .option(
      "--refits <n>",
      "resamples of users on which the boosted model is grown anew: most of the running time",
      parseWholeNumber(2, 10_000),
      150,
    )
    .option("--no-cache", "read the log even if its panel is kept in .counterday/panels, and keep none");
  return withFormatFlags(withEngineFlags(command))
    .addHelpText(
      "after",
      `
Exit codes: 0 done, whatever the figures say, 1 failed, 2 bad input, 130 interrupted.

Examples:
  $ counterday published --archive ~/Downloads/18164998.zip
  $ counterday published --archive ~/Downloads/18164998.zip --json
  $ counterday published --archive ~/Downloads/18164998.zip --out published`,
    )
    .action(async (flags: ComparePublishedFlags & FormatFlags) => {
      const study = await interruptible("the published study", terminal, async (signal) => {
        const progress = terminalProgress(terminal);
        const notes = notesAtEnd(terminal);
        try {
          const { comparePublished } = await import("./compare-published.js");
          return await comparePublished(flags, { progress, signal, note: notes.note });
        } finally {
          progress.finish();
          notes.print();
        }
      });
      const json = outputFormat(flags, terminal) === "json";
      terminal.out(json ? JSON.stringify(study, null, 2) : publishedText(study, terminal));
    });
}
