import { basename, dirname, normalize } from "node:path";
import { type QuestionFile, questionFolder } from "./find-questions.js";
import type { LogToRead } from "./log-to-read.js";
import { shellWord } from "./shell-word.js";

/** Flags that say what of a log is read; they change the result. */
export interface ReadingFlags {
  readonly rows?: number;
  readonly keepCutUser?: true;
  readonly keepDuplicates?: true;
  readonly matrix: "small" | "big";
}

/**
 * The command that repeats a run from the project's folder: every flag that changes the result, none that does not.
 * Files are named without their folders, so that a manifest tells nothing of the machine.
 */
export function repeatingCommand(question: QuestionFile, log: LogToRead, flags: ReadingFlags): string {
  const inProject = normalize(dirname(question.file)) === questionFolder;
  const words = ["counterday", "run", inProject ? question.slug : basename(question.file), ...log.flags];
  if (flags.rows !== undefined) words.push("--rows", String(flags.rows));
  if (flags.keepCutUser) words.push("--keep-cut-user");
  if (flags.keepDuplicates) words.push("--keep-duplicates");
  if (flags.matrix !== "small") words.push("--matrix", flags.matrix);
  return words.map(shellWord).join(" ");
}
