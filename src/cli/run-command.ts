import { Command } from "commander";
import type { AnswerFlags } from "./answer-question.js";
import { exitCode } from "./exit-code.js";
import { interruptible } from "./interruptible.js";
import { withLogFlags } from "./log-flags.js";
import { notesAtEnd } from "./notes-at-end.js";
import { type FormatFlags, type OutputFormat, outputFormat, withFormatFlags } from "./output-format.js";
import { pngToStdout } from "./png-to-stdout.js";
import { runSummaryText } from "./run-summary.js";
import { withSimulationFlags } from "./simulation-flags.js";
import type { Terminal } from "./terminal.js";
import { terminalProgress } from "./terminal-progress.js";

const pictures = ["svg", "png"] as const;

interface RunFlags extends FormatFlags<OutputFormat | "md" | (typeof pictures)[number]>, AnswerFlags {}

const formatWords =
  "what goes to stdout: text at a terminal, json when piped; md is the report as Markdown, svg and png the answer as a picture";

/** `counterday run`: one question, from a log to a report. */
export function runCommand(terminal: Terminal): Command {
  const command = new Command("run")
    .summary("answer a question from a log and write its report")
    .description(
      "Answers a question: reads the log, builds the panel, estimates, checks, and writes DIR/<slug>/ whole or not at all. The log is a table of events of your own (--table) or KuaiRec (--archive, --dir); with none of them one is simulated first, and read back like a real one.",
    )
    .argument("<file-or-slug>", "a question file, or the name of one in ./estimands/")
    .option("--out <folder>", "folder of the reports", "reports")
    .option("--no-cache", "read the log even if its panel is kept in .counterday/panels, and keep none");
  return withFormatFlags(withSimulationFlags(withLogFlags(command)), ["md", ...pictures], formatWords)
    .addHelpText(
      "after",
      `
Exit codes: 0 done, 1 failed or the question has no answer in these data, 2 bad input,
3 done but a gate failed, 130 interrupted.

Examples:
  $ counterday run high-intensity-future-interactions
  $ counterday run high-intensity-future-interactions --users 1000 --seed 7
  $ counterday run high-intensity-future-interactions --archive ~/Downloads/18164998.zip --matrix big --memory 2GB
  $ counterday run estimands/my-question.ts --archive 18164998.zip --out answers --json
  $ counterday run my-question --table events.csv --user uid --time ts --unit seconds --zone Europe/Paris
  $ counterday run my-question --table log.parquet --mapping mapping.json
  $ counterday run my-question --archive 18164998.zip --format md > answer.md
  $ counterday run my-question --archive 18164998.zip --format png > answer.png

Whatever is printed, the same files stand in DIR/<slug>/ afterwards: index.html, report.md, answer.svg,
result.json, the tables and the charts. A png needs the optional package @resvg/resvg-js and a font.`,
    )
    .action(async (fileOrSlug: string, flags: RunFlags) => {
      const format = outputFormat(flags, terminal);
      const toPng = format === "png" ? await pngToStdout(terminal) : undefined;
      const { summary, markdown, picture } = await interruptible("running", terminal, async (signal) => {
        const progress = terminalProgress(terminal);
        const notes = notesAtEnd(terminal);
        try {
          const { answerQuestion } = await import("./answer-question.js");
          return await answerQuestion(fileOrSlug, flags, terminal, { progress, signal, note: notes.note });
        } finally {
          progress.finish();
          notes.print();
        }
      });
      const print = {
        json: () => terminal.out(JSON.stringify(summary, null, 2)),
        text: () => terminal.out(runSummaryText(summary, terminal)),
        md: () => terminal.out(markdown.trimEnd()),
        svg: () => terminal.out(picture.trimEnd()),
        png: () => terminal.outBytes(toPng!(picture)),
      };
      print[format]();
      const failed = summary.gates.filter((gate) => gate.verdict === "fail" && gate.override === null);
      if (failed.length === 0) return;
      process.exitCode = exitCode.gateFailed;
      terminal.note(
        `A gate failed: ${failed.map((gate) => gate.label).join(", ")}. The report says association only.`,
      );
    });
}
