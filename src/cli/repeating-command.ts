import { basename, dirname, normalize } from "node:path";
import { type QuestionFile, questionFolder } from "./find-questions.js";
import type { LogToRead } from "./log-to-read.js";
import { shellWord } from "./shell-word.js";

/**
 * The command that repeats a run from the project's folder: every flag that changes the result, none that does not.
 * Files are named without their folders, so that a manifest tells nothing of the machine.
 */
export function repeatingCommand(question: QuestionFile, { words }: Pick<LogToRead, "words">): string {
  const inProject = normalize(dirname(question.file)) === questionFolder;
  const named = inProject ? question.slug : basename(question.file);
  return ["counterday", "run", named, ...words].map(shellWord).join(" ");
}
