import { Command } from "commander";
import { EstimandError } from "../errors.js";
import { exitCode } from "./exit-code.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import type { Terminal } from "./terminal.js";

/** `counterday check`: says all faults of a question at once, without reading any log. */
export function checkCommand(terminal: Terminal): Command {
  return withFormatFlags(new Command("check"))
    .summary("check a question without reading any log")
    .description(
      "Checks a question: spelling, column names, day windows and leakage. All faults are named at once (exit code 2); a sound question is printed in words, with the days each column speaks of.",
    )
    .argument("<file-or-slug>", "a question file, or the name of one in ./estimands/")
    .addHelpText(
      "after",
      "\nExamples:\n  $ counterday check high-intensity-future-interactions\n  $ counterday check estimands/my-question.ts --json",
    )
    .action(async (fileOrSlug: string, flags: FormatFlags) => {
      const json = outputFormat(flags, terminal) === "json";
      const { checkQuestion, checkedQuestionText } = await import("./check-question.js");
      try {
        const checked = await checkQuestion(fileOrSlug);
        terminal.out(json ? JSON.stringify(checked, null, 2) : checkedQuestionText(checked, terminal));
      } catch (error) {
        if (!(error instanceof EstimandError) || !json) throw error;
        const { findQuestion } = await import("./load-question.js");
        const { slug, file } = await findQuestion(fileOrSlug);
        const faulty = {
          ok: false,
          slug,
          file,
          faults: error.issues,
          error: { code: error.code, message: error.message.split("\n", 1)[0] },
        };
        terminal.out(JSON.stringify(faulty, null, 2));
        process.exitCode = exitCode.badInput;
      }
    });
}
