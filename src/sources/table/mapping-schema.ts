import { z } from "zod";
import { weekdays } from "../log-step.js";
import { timeUnits } from "./time-unit.js";

const column = z.string().min(1, "a column name must not be empty").describe("a column of the table");
const columns = z.array(column).readonly();
const order = z
  .enum(["monthFirst", "dayFirst"])
  .exactOptional()
  .describe("how 4/12/2016 is read; left out: month first");
const weekStarts = z.enum(weekdays).exactOptional().describe("the day a week begins on; left out: monday");

const time = z
  .strictObject({
    column,
    unit: z
      .enum(timeUnits)
      .exactOptional()
      .describe(
        "a count since 1970 (UTC), iso: a text with date and time, date: a calendar day; left out: told from the values",
      ),
    zone: z
      .string()
      .min(1, "a time zone must not be empty")
      .exactOptional()
      .describe("IANA name of the zone whose local days count, e.g. Europe/Paris; left out: UTC"),
    offset: z
      .strictObject({
        column,
        unit: z.enum(["text", "minutes", "seconds"]).exactOptional().describe("text: +0200, -07:00, Z"),
      })
      .exactOptional()
      .describe("a column with each row's own distance east of UTC"),
    written: z
      .enum(["local", "utc"])
      .exactOptional()
      .describe("what a date and time without an offset of its own means; left out: local"),
  })
  .exactOptional()
  .describe("the moment of a row");

/** A column mapping as a JSON file has it (`counterday/schemas/table-mapping.json`); unknown keys are faults. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().exactOptional().describe("where this schema lies, for editors; not read"),
    user: column.describe("the user of a row"),
    time,
    day: z
      .strictObject({ column, order })
      .exactOptional()
      .describe("the local day of a row; with a time, the day counts and the time only orders"),
    period: z
      .strictObject({ column, step: z.enum(["number", "day", "week"]), weekStarts, order })
      .exactOptional()
      .describe("the period of a table with one row a user and period; instead of time and day"),
    step: z.enum(["day", "week"]).exactOptional().describe("what a step of the panel is; left out: day"),
    weekStarts,
    item: column.exactOptional().describe("what a row is about"),
    attributes: columns.exactOptional().describe("columns with one value a user"),
    durations: columns.exactOptional().describe("columns audited for negative lengths of time"),
    text: columns.exactOptional().describe("columns that stay text although they look like numbers"),
    duplicateUserDay: z
      .enum(["allow", "refuse", "first"])
      .exactOptional()
      .describe("several rows of one user and day; left out: allow, with a period refuse"),
    duplicateRows: z
      .enum(["keep", "drop"])
      .exactOptional()
      .describe("rows that repeat another in every column; left out: keep"),
    missing: z
      .array(z.string())
      .readonly()
      .exactOptional()
      .describe('texts that mean "not known" in a CSV file beside the empty field'),
    table: z
      .string()
      .min(1, "a table name must not be empty")
      .exactOptional()
      .describe("table of a DuckDB file that holds several"),
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
    if (mapping.time?.unit !== "date") return;
    if (mapping.day !== undefined)
      fault("day", 'stands beside a time of unit "date", which is the day itself');
    for (const key of ["zone", "offset", "written"] as const)
      if (mapping.time[key] !== undefined) fault("time", `has ${key}, but unit "date", which needs none`);
  })
  .describe("Which columns of a table play which part");
