import { checkCall, kinds } from "../call-check.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { quoteIdentifier, quoteLiteral } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { RunContext } from "../progress.js";
import type { UserDayTable } from "../results/user-day-table.js";
import { scanParquet } from "../sources/scan/scan-parquet.js";
import { scanParquetFile } from "../sources/scan/scan-parquet-file.js";
import type { EventFields, FieldKind } from "../sources/scan/scan-plan.js";
import { scanUserDays } from "../sources/scan/scan-user-days.js";
import { userDayTable } from "./user-days.js";

export interface FileOptions {
  readonly context: RunContext;
  readonly threads?: number | undefined;
  readonly memoryLimit?: string | undefined;
}

const types: Readonly<Record<Exclude<FieldKind, "skip">, string>> = {
  moment: "TIMESTAMP",
  whole: "BIGINT",
  real: "DOUBLE",
  day: "VARCHAR",
  dayNumber: "VARCHAR",
};

/**
 * The active user-days of one events file as it is, without cleaning and audit: CSV (with a header, comma-separated) or
 * Parquet (name ends in ".parquet"). `fields` says which column of the file each event column of the definition is and
 * how it is read; days are written yyyymmdd, yyyymmdd.0 or yyyy-mm-dd. A plain CSV file and plain Parquet are read in
 * one pass without an engine (`scanUserDays`, `scanParquetFile`), other Parquet in one pass behind the engine's reader
 * (`scanParquet`); any other by the engine, with the same result to the last bit.
 * @throws PanelError `panel.user-column` for a definition with attributes of users, which an events file does not have,
 *   and those of `userDayTable`; EngineError for a value that is not what `fields` says; InterruptedError
 */
export async function userDaysFromFile(
  path: string,
  fields: EventFields,
  definition: PanelDefinition,
  options: FileOptions,
): Promise<UserDayTable> {
  checkCall(
    "userDaysFromFile",
    { path, fields, definition, options },
    {
      path: kinds.text,
      fields: kinds.object,
      definition: kinds.definition,
      options: kinds.object,
    },
  );
  const attribute = Object.entries(definition.baseline).find(([, rule]) => rule.kind !== "entryDay");
  if (attribute !== undefined)
    throw new PanelError(
      "panel.user-column",
      `baseline.${attribute[0]} is an attribute of users, which an events file does not have; leave it out, or open the log through its source`,
      { name: attribute[0] },
    );
  const scan = isParquet(path) ? scanParquetFile : scanUserDays;
  const scanned = await scan(path, fields, definition, options);
  return scanned === undefined
    ? byEngine(path, fields, definition, options)
    : { ...scanned.table, baseline: {} };
}

async function byEngine(
  path: string,
  fields: EventFields,
  definition: PanelDefinition,
  options: FileOptions,
): Promise<UserDayTable> {
  const { openEngine } = await import("../engine/duckdb-engine.js");
  const engine = await openEngine(options);
  try {
    const scanned = isParquet(path) ? await scanParquet(engine, path, fields, definition) : undefined;
    if (scanned !== undefined) return { ...scanned.table, baseline: {} };
    const view = `CREATE OR REPLACE TEMP VIEW file_events AS SELECT ${columnsOf(fields)} FROM ${rowsOf(path, fields)}`;
    await engine.run(view);
    return await userDayTable(engine, { eventsTable: "file_events", usersTable: "file_events" }, definition);
  } finally {
    await engine.close();
  }
}

const isParquet = (path: string): boolean => path.endsWith(".parquet");

/** Every field of the file as text or number, so that what `fields` says is checked and not guessed. */
function rowsOf(path: string, fields: EventFields): string {
  if (isParquet(path)) return `read_parquet(${quoteLiteral(path)})`;
  const typed = Object.values(fields).map(
    ({ field, kind }) => `${quoteLiteral(field)}: ${quoteLiteral(types[kind])}`,
  );
  return (
    `read_csv(${quoteLiteral(path)}, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', ` +
    `strict_mode = true, all_varchar = true, types = {${[...new Set(typed)].join(", ")}})`
  );
}

function columnsOf(fields: EventFields): string {
  return Object.entries(fields)
    .map(([name, { field, kind }]) => {
      const column = quoteIdentifier(field);
      const value =
        kind === "day" || kind === "dayNumber" ? dayOf(column) : `CAST(${column} AS ${types[kind]})`;
      return `${value} AS ${quoteIdentifier(name)}`;
    })
    .join(", ");
}

/** A day from text or a number written yyyymmdd, or from a date. */
function dayOf(column: string): string {
  const text = `replace(split_part(CAST(${column} AS VARCHAR), '.', 1), '-', '')`;
  return `CAST(strptime(${text}, '%Y%m%d') AS DATE)`;
}
