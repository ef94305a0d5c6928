import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { parsePanelDefinition } from "../definition/parse-panel-definition.js";
import { EstimandError, UsageError } from "../errors.js";
import { evaluateFile } from "./evaluate-file.js";
import { isQuestionFile } from "./find-questions.js";

/**
 * Reads and checks a panel definition. TypeScript and JavaScript files default-export it; a JSON file is the definition
 * itself, or the manifest.json of a panel, whose definition it repeats.
 * @throws UsageError `cli.unreadable-definition`; EstimandError with every fault at once
 */
export async function loadDefinition(file: string): Promise<PanelDefinition> {
  const { definition, issues } = parsePanelDefinition(await readDefinition(file));
  if (definition === undefined || issues.length > 0) throw new EstimandError(file, issues);
  return definition;
}

async function readDefinition(file: string): Promise<unknown> {
  const unreadable = (reason: string, cause?: unknown) =>
    new UsageError(
      "cli.unreadable-definition",
      `${file}: cannot be read as a panel definition: ${reason}`,
      { file },
      cause,
    );
  if (!isQuestionFile(file)) throw unreadable("a definition stands in a .ts, .js, .mjs or .json file");
  let value: unknown;
  try {
    value = extname(file) === ".json" ? JSON.parse(await readFile(file, "utf8")) : await evaluateFile(file);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
  if (value === undefined)
    throw unreadable("it has no default export; write: export default definePanel({ … })");
  if (typeof value !== "object" || value === null) return value;
  return "definitionHash" in value && "definition" in value ? value.definition : value;
}
