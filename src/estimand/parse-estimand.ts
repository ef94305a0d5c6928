import { schemaIssues } from "../definition/schema-issues.js";
import { EstimandError, type Issue } from "../errors.js";
import type { Estimand } from "./estimand.js";
import { estimandFaults } from "./estimand-faults.js";
import { estimandSchema } from "./estimand-schema.js";
import { notYetFaults } from "./not-yet-faults.js";
import { plainDataFaults } from "./plain-data-faults.js";

/**
 * An estimand read from anything: the default export of a `.ts` file, parsed JSON, the `estimand` of a manifest. What
 * the file left out gets its default, so that the result is whole; parsing the result again gives the same.
 *
 * @param file how errors name the file
 * @throws EstimandError naming every fault at once: values that are no plain data, features that are not yet there,
 *   the shape, the panel, what names refer to, and leakage (STATISTICS: questions; windows of every role)
 * Checked against: test/estimand/parse-estimand.test.ts.
 */
export function parseEstimand(value: unknown, file: string): Estimand {
  const plain = plainDataFaults(value);
  if (plain.some((issue) => issue.message.startsWith("contains itself")))
    throw new EstimandError(file, plain);
  const parsed = estimandSchema.safeParse(value);
  const shape = parsed.success ? [] : schemaIssues(parsed.error, value, estimandSchema);
  const issues = withoutRepeats([plain, notYetFaults(value), shape, estimandFaults(value)]);
  if (issues.length > 0 || !parsed.success) throw new EstimandError(file, issues);
  return parsed.data;
}

/** A path faulted by one round of checks is not faulted again by a later one. */
function withoutRepeats(rounds: readonly (readonly Issue[])[]): readonly Issue[] {
  const found: Issue[] = [];
  for (const round of rounds) {
    const before = new Set(found.map((issue) => issue.path));
    found.push(...round.filter((issue) => !before.has(issue.path)));
  }
  return found;
}
