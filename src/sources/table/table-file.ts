import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { csvFault } from "../../engine/csv-fault.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { EngineError, SourceError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import { csvHeader } from "./csv-header.js";
import { databaseTable } from "./database-table.js";
import { type FileKind, fileKind } from "./file-kind.js";
import type { TableMapping } from "./table-mapping.js";
import { unpackGzip } from "./unpack-gzip.js";

/** A column as the file has it; every column of a CSV file is VARCHAR. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The rows of a file as something SQL can select from. */
export interface TableFile {
  /** File name without its folder. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Quoted SQL after FROM. */
  readonly relation: string;
  readonly kind: FileKind;
  /** Whether the columns are the plain texts of a CSV file, whose types nobody stated. */
  readonly untyped: boolean;
}

const database = "counterday_table";
const raw = "table_raw";

/**
 * Makes the rows of a CSV, gzipped CSV, Parquet or DuckDB file ready to be selected from: Parquet and DuckDB files as
 * they stand, text copied into the engine with every field as text, an empty one as NULL.
 * @param folder  for an unpacked gzip file
 * @param rows  read only so many rows and one more
 * @throws SourceError those of `fileKind`, `unpackGzip`, `csvHeader` and `databaseTable`; "table.malformed-row" with
 *   its line; "table.not-parquet", "table.not-duckdb" for a file that is damaged inside
 */
export async function openTableFile(
  engine: Engine,
  path: string,
  folder: string,
  choices: Pick<TableMapping, "missing" | "table"> & { readonly rows: number | undefined },
  context: RunContext,
): Promise<TableFile> {
  const name = basename(path);
  const kind = await fileKind(path);
  const limit = choices.rows === undefined ? "" : ` LIMIT ${choices.rows + 1}`;
  if (kind === "parquet" || kind === "duckdb") {
    const whole =
      kind === "parquet"
        ? `read_parquet(${quoteLiteral(path)})`
        : await attached(engine, path, name, choices.table);
    const columns = await columnsOf(engine, whole, kind, name);
    if (limit === "") return { name, columns, relation: whole, kind, untyped: false };
    await engine.run(
      `CREATE OR REPLACE TEMPORARY TABLE ${raw} AS SELECT * FROM ${whole}${limit}`,
      `Reading ${name}`,
    );
    return { name, columns, relation: raw, kind, untyped: false };
  }
  const text = kind === "gzip" ? join(folder, "unpacked.csv") : path;
  if (kind === "gzip") {
    await unpackGzip(path, text, (await stat(path)).size, context);
    await fileKind(text).catch((error: unknown) => {
      throw new SourceError(
        "table.gzip-broken",
        `${name}: what is packed in it is no CSV text`,
        { table: name },
        error,
      );
    });
  }
  const header = await csvHeader(text, name);
  const types = header.columns.map((column) => `${quoteLiteral(column)}: 'VARCHAR'`).join(", ");
  const nulls = ["", ...(choices.missing ?? [])].map(quoteLiteral).join(", ");
  const rows =
    `read_csv(${quoteLiteral(text)}, auto_detect = false, header = true, delim = ${quoteLiteral(header.delimiter)}, ` +
    `quote = '"', escape = '"', nullstr = [${nulls}], strict_mode = true, max_line_size = 2097152, columns = {${types}})`;
  await readText(engine, `CREATE OR REPLACE TEMPORARY TABLE ${raw} AS SELECT * FROM ${rows}${limit}`, name);
  const columns = header.columns.map((column) => ({ name: column, type: "VARCHAR" }));
  return { name, columns, relation: raw, kind, untyped: true };
}

/** Forgets what `openTableFile` left in the engine. */
export async function closeTableFile(engine: Engine): Promise<void> {
  await engine.run(`DROP TABLE IF EXISTS ${raw}`);
  await engine.run(`DETACH DATABASE IF EXISTS ${database}`);
}

async function attached(
  engine: Engine,
  path: string,
  name: string,
  table: string | undefined,
): Promise<string> {
  await engine.run(`DETACH DATABASE IF EXISTS ${database}`);
  try {
    await engine.run(`ATTACH ${quoteLiteral(path)} AS ${database} (TYPE duckdb, READ_ONLY)`);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const message = `${name}: the DuckDB database cannot be opened: ${firstLine(error)}`;
    throw new SourceError("table.not-duckdb", message.replaceAll(path, name), { table: name }, error);
  }
  return databaseTable(engine, database, name, table);
}

async function columnsOf(
  engine: Engine,
  relation: string,
  kind: "parquet" | "duckdb",
  name: string,
): Promise<readonly TableColumn[]> {
  try {
    const view = quoteIdentifier("table_columns");
    await engine.run(`CREATE OR REPLACE TEMPORARY VIEW ${view} AS SELECT * FROM ${relation}`);
    const found = await engine.objects(
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'table_columns' ORDER BY ordinal_position",
    );
    await engine.run(`DROP VIEW ${view}`);
    return found.map((row) => ({ name: String(row.column_name), type: String(row.data_type) }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const what = kind === "parquet" ? "Parquet file" : "DuckDB table";
    throw new SourceError(
      `table.not-${kind}`,
      `${name}: the ${what} cannot be read: ${firstLine(error)}`,
      { table: name },
      error,
    );
  }
}

async function readText(engine: Engine, sql: string, name: string): Promise<void> {
  try {
    await engine.run(sql, `Reading ${name}`);
  } catch (error) {
    const fault = csvFault(error);
    if (fault === undefined) throw error;
    throw new SourceError(
      "table.malformed-row",
      `${name}: ${fault.sentence}`,
      { table: name, line: fault.line },
      error,
    );
  }
}

function firstLine(error: EngineError): string {
  return error.message.split("\n", 1)[0]?.replace(/'[^']*[\\/][^']*'/g, "the file") ?? "";
}
