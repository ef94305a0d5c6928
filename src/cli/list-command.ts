import Table from "cli-table3";
import { Command } from "commander";
import { EstimandError, UsageError } from "../errors.js";
import { findQuestions, type QuestionFile, questionFolder } from "./find-questions.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import { plainTable } from "./plain-table.js";
import type { Terminal } from "./terminal.js";

interface ListedQuestion extends QuestionFile {
  readonly question: string | null;
  /** Faults that `check` would name; 0 for a question that can be run. */
  readonly faults: number;
}

/** `counterday list`: the questions of this project. */
export function listCommand(terminal: Terminal): Command {
  return withFormatFlags(new Command("list"))
    .summary("list the questions of this project")
    .description(
      `Lists every question in ./${questionFolder}/ with its slug, which is what run and check take.`,
    )
    .addHelpText("after", "\nExamples:\n  $ counterday list\n  $ counterday list --json")
    .action(async (flags: FormatFlags) => {
      const listed: ListedQuestion[] = [];
      for (const found of await findQuestions(questionFolder)) listed.push(await describe(found));
      if (outputFormat(flags, terminal) === "json") {
        terminal.out(JSON.stringify(listed, null, 2));
      } else if (listed.length === 0) {
        terminal.out(`No question in ./${questionFolder}/. Start the command in your project's folder.`);
      } else {
        terminal.out(asTable(listed, terminal));
      }
    });
}

async function describe(found: QuestionFile): Promise<ListedQuestion> {
  const { loadQuestion } = await import("./load-question.js");
  try {
    const { estimand } = await loadQuestion(found.file);
    return { ...found, question: estimand.question, faults: 0 };
  } catch (error) {
    if (error instanceof EstimandError) return { ...found, question: null, faults: error.issues.length };
    if (error instanceof UsageError) return { ...found, question: null, faults: 1 };
    throw error;
  }
}

function asTable(listed: readonly ListedQuestion[], terminal: Terminal): string {
  const { bold, red } = terminal.outColors;
  const table = new Table({ ...plainTable, head: ["slug", "question"].map((title) => bold(title)) });
  for (const { slug, file, question, faults } of listed) {
    const broken = `${faults} fault${faults === 1 ? "" : "s"}: counterday check ${file}`;
    table.push([slug, question ?? red(broken)]);
  }
  return table.toString();
}
