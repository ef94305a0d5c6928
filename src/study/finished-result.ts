import { CausalError } from "../errors.js";
import { resultSchema, type StudyResult } from "./schemas/result-schema.js";

/**
 * A result held to its schema, without -0, and frozen all the way down.
 * @throws CausalError `study.result-invalid` naming every place that breaks the schema (a fault of this package)
 */
export function finishedResult(result: StudyResult): StudyResult {
  const parsed = resultSchema.safeParse(result);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new CausalError("study.result-invalid", `the result breaks its schema\n  ${faults.join("\n  ")}`, {
      faults,
    });
  }
  return settled(parsed.data);
}

function settled<T>(value: T): T {
  if (Object.is(value, -0)) return 0 as T;
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(settled)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, settled(inner)]));
  return Object.freeze(copy) as T;
}
