import { schemaIssues } from "../../definition/schema-issues.js";
import { SourceError } from "../../errors.js";
import { mappingSchema } from "./mapping-schema.js";
import type { TableMapping } from "./table-mapping.js";

/**
 * A column mapping read from anything. A time of unit "date" becomes the day it is.
 * @param name  what the mapping is called in messages, e.g. its file
 * @throws SourceError "table.mapping-invalid" with every fault and the near miss of a misspelt key; `details.issues` lists them
 */
export function parseMapping(value: unknown, name = "the column mapping"): TableMapping {
  const parsed = mappingSchema.safeParse(value);
  if (!parsed.success) {
    const issues = schemaIssues(parsed.error, value, mappingSchema);
    throw new SourceError(
      "table.mapping-invalid",
      `${name} has ${issues.length} fault${issues.length === 1 ? "" : "s"}\n` +
        issues.map(({ path, message }) => `  ${path}: ${message}`).join("\n"),
      { issues },
    );
  }
  const { $schema: _, time, ...mapping } = parsed.data;
  if (time === undefined) return mapping;
  return time.unit === "date" ? { ...mapping, day: { column: time.column } } : { ...mapping, time };
}
