import { canonicalJson } from "../files/canonical-json.js";
import { finishedResult } from "./finished-result.js";
import type { StudyResult } from "./schemas/result-schema.js";

/**
 * The text of result.json: held to its schema, keys in one order, numbers in their shortest form that reads back the
 * same, two spaces, a last line break. One result has one text.
 */
export const resultText = (result: StudyResult): string => `${canonicalJson(finishedResult(result), 2)}\n`;
