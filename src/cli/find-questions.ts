import { readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";

/** Where questions stand, relative to the folder the command is started in. */
export const questionFolder = "estimands";

const extensions = [".ts", ".mts", ".mjs", ".js", ".json"];

/** A file that holds a question; its slug is the file's name without the ending. */
export interface QuestionFile {
  readonly slug: string;
  readonly file: string;
}

/** Whether a file name is one a question may have. */
export const isQuestionFile = (name: string): boolean =>
  extensions.includes(extname(name)) && !name.endsWith(".d.ts");

/** The slug of a question file. */
export const slugOf = (file: string): string => basename(file, extname(file));

/** The question files of a folder by name; none when the folder does not exist. */
export async function findQuestions(folder: string): Promise<readonly QuestionFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names
    .filter(isQuestionFile)
    .sort()
    .map((name) => ({ slug: slugOf(name), file: join(folder, name) }));
}
