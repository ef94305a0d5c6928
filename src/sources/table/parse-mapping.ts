import { z } from "zod";
import { schemaIssues } from "../../definition/schema-issues.js";
import { SourceError } from "../../errors.js";
import { weekdays } from "../log-step.js";
import type { TableMapping } from "./table-mapping.js";

const column = z.string().min(1, "a column name must not be empty");
const columns = z.array(column).readonly();
const order = z.enum(["monthFirst", "dayFirst"]).exactOptional();
const weekStarts = z.enum(weekdays).exactOptional();

const mappingSchema: z.ZodType<TableMapping> = z
  .strictObject({
    user: column,
    time: z
      .strictObject({
        column,
        unit: z.enum(["seconds", "milliseconds", "microseconds", "text"]).exactOptional(),
        zone: z.string().min(1, "a time zone must not be empty").exactOptional(),
        offset: z
          .strictObject({ column, unit: z.enum(["text", "minutes", "seconds"]).exactOptional() })
          .exactOptional(),
        written: z.enum(["local", "utc"]).exactOptional(),
      })
      .exactOptional(),
    day: z.strictObject({ column, order }).exactOptional(),
    period: z
      .strictObject({ column, step: z.enum(["number", "day", "week"]), weekStarts, order })
      .exactOptional(),
    step: z.enum(["day", "week"]).exactOptional(),
    weekStarts,
    item: column.exactOptional(),
    attributes: columns.exactOptional(),
    durations: columns.exactOptional(),
    text: columns.exactOptional(),
    duplicateUserDay: z.enum(["allow", "refuse", "first"]).exactOptional(),
    duplicateRows: z.enum(["keep", "drop"]).exactOptional(),
    missing: z.array(z.string()).readonly().exactOptional(),
    table: z.string().min(1, "a table name must not be empty").exactOptional(),
  })
  .superRefine((mapping, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    const dated = mapping.time !== undefined || mapping.day !== undefined;
    if (mapping.period === undefined && !dated)
      fault("time", "is missing; name a time, a day or a period column");
    if (mapping.period !== undefined && dated)
      fault("period", "stands beside a time or day; a table has periods or days");
    if (mapping.period !== undefined && mapping.step !== undefined)
      fault("step", "goes with time or day; a period has its own step");
    if (mapping.weekStarts !== undefined && mapping.step !== "week")
      fault("weekStarts", 'goes with step: "week"');
    if (mapping.period?.weekStarts !== undefined && mapping.period.step !== "week")
      fault("period", 'has weekStarts, which goes with step: "week"');
  });

/**
 * A column mapping read from anything.
 * @throws SourceError "table.mapping-invalid" with every fault and the near miss of a misspelt key
 */
export function parseMapping(value: unknown): TableMapping {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = schemaIssues(parsed.error, value, mappingSchema);
  throw new SourceError(
    "table.mapping-invalid",
    `the column mapping has ${issues.length} fault${issues.length === 1 ? "" : "s"}\n` +
      issues.map(({ path, message }) => `  ${path}: ${message}`).join("\n"),
    { issues },
  );
}
