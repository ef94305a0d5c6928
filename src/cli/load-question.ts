import { readFile, stat } from "node:fs/promises";
import { extname, sep } from "node:path";
import { nearestName } from "../definition/nearest-name.js";
import { CausalError, UsageError } from "../errors.js";
import type { Estimand } from "../estimand/estimand.js";
import { parseEstimand } from "../estimand/parse-estimand.js";
import { checkGateSettings } from "../study/gate-settings.js";
import { evaluateFile } from "./evaluate-file.js";
import {
  findQuestions,
  isQuestionFile,
  type QuestionFile,
  questionFolder,
  slugOf,
} from "./find-questions.js";

/** A question that was found, read and found free of faults. */
export interface LoadedQuestion extends QuestionFile {
  readonly estimand: Estimand;
}

/**
 * Finds a question by file or by slug, reads and checks it. TypeScript and JavaScript files default-export it; a JSON
 * file is the question itself, or the manifest.json of a run, which repeats that run's question.
 *
 * @throws UsageError `cli.unknown-question` no such file or slug (with the nearest one), `cli.unreadable-question` the
 *   file does not load, `cli.bad-slug` the file's name cannot name a report
 * @throws EstimandError every fault of the question at once
 */
export async function loadQuestion(fileOrSlug: string): Promise<LoadedQuestion> {
  const found = await findQuestion(fileOrSlug);
  const { value, slug } = await readQuestion(found);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    throw new UsageError(
      "cli.bad-slug",
      `${found.file}: the name "${slug}" would name the report's folder. Use small letters, digits and single hyphens, for example high-intensity-next-day.ts.`,
    );
  }
  const estimand = parseEstimand(value, found.file);
  checkGateSettings(estimand, found.file);
  return { slug, file: found.file, estimand };
}

/** The file a word on the command line means: a path when it looks like one, else a slug in estimands/. */
export async function findQuestion(fileOrSlug: string): Promise<QuestionFile> {
  const looksLikePath = fileOrSlug.includes("/") || fileOrSlug.includes(sep) || isQuestionFile(fileOrSlug);
  if (looksLikePath) {
    const isFile = await stat(fileOrSlug).then(
      (found) => found.isFile(),
      () => false,
    );
    if (isFile && isQuestionFile(fileOrSlug)) return { slug: slugOf(fileOrSlug), file: fileOrSlug };
    if (isFile) {
      throw new UsageError(
        "cli.unreadable-question",
        `${fileOrSlug}: a question stands in a .ts, .js, .mjs or .json file.`,
      );
    }
  }
  const questions = await findQuestions(questionFolder);
  const match = questions.find((question) => question.slug === fileOrSlug);
  if (match) return match;
  const near = nearestName(
    slugOf(fileOrSlug),
    questions.map((question) => question.slug),
  );
  const known =
    questions.length === 0
      ? `There is no question in ./${questionFolder}/; start the command in your project's folder, or name a file.`
      : `Questions in ./${questionFolder}/: ${questions.map((question) => question.slug).join(", ")}.`;
  throw new UsageError(
    "cli.unknown-question",
    `no ${looksLikePath ? "question file" : "question"} "${fileOrSlug}".${near ? ` Did you mean ${near}?` : ""} ${known}`,
  );
}

async function readQuestion(found: QuestionFile): Promise<{ value: unknown; slug: string }> {
  try {
    if (extname(found.file) === ".json") return questionOfJson(found, await readFile(found.file, "utf8"));
    return { value: await evaluate(found.file), slug: found.slug };
  } catch (error) {
    if (error instanceof CausalError) throw error;
    throw new UsageError(
      "cli.unreadable-question",
      `${found.file}: cannot be read as a question: ${error instanceof Error ? error.message : String(error)}`,
      {},
      error,
    );
  }
}

function questionOfJson(found: QuestionFile, text: string): { value: unknown; slug: string } {
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null && "estimandHash" in value && "estimand" in value) {
    return { value: value.estimand, slug: "slug" in value ? String(value.slug) : found.slug };
  }
  return { value, slug: found.slug };
}

async function evaluate(file: string): Promise<unknown> {
  const value = await evaluateFile(file);
  if (value !== undefined) return value;
  throw new UsageError(
    "cli.unreadable-question",
    `${file}: has no default export. Write: export default defineEstimand({ … }).`,
  );
}
