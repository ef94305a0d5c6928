import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { EngineError, SourceError } from "../../errors.js";
import type { KuaiRecTable } from "./kuairec-tables.js";

/** A table's CSV file on disk, with the columns of its header in order. */
export interface CsvFile {
  readonly table: KuaiRecTable;
  readonly path: string;
  readonly header: readonly string[];
}

/** SQL of the file's rows, every column as text, an empty field as NULL. */
export function csvRows(file: CsvFile): string {
  return dialect.readCsv(
    file.path,
    file.header.map((name) => ({ name, type: "VARCHAR" })),
  );
}

/**
 * Makes an engine table of a CSV file. A row that is no row of the table (too few or too many fields, an open quote,
 * text that is not UTF-8) gives `SourceError` "kuairec.malformed-row" with its line.
 */
export async function createFromCsv(
  engine: Engine,
  name: string,
  file: CsvFile,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const sql = `CREATE OR REPLACE TABLE ${quoteIdentifier(name)} AS SELECT ${dialect.select(columns)} FROM ${csvRows(file)}`;
  try {
    await engine.run(sql, `Reading ${file.table.name}`);
  } catch (error) {
    const found =
      error instanceof EngineError
        ? /CSV Error on Line: (\d+)\n(?:Original Line: (.*)\n)?(.*)/.exec(error.message)
        : null;
    if (!found) throw error;
    const [, line, row, reason] = found;
    throw new SourceError(
      "kuairec.malformed-row",
      `${file.table.member}: line ${line} cannot be read (${reason?.trim() || "malformed"})${row ? `: ${row.slice(0, 200)}` : ""}`,
      { member: file.table.member, line: Number(line) },
      error,
    );
  }
}

/**
 * Finds the first row with a whole-number column that holds none and says so: `SourceError`
 * "kuairec.not-a-whole-number", with the data row (from 1, the header not counted), the column and the value.
 */
export async function refuseFirstBrokenNumber(
  engine: Engine,
  file: CsvFile,
  columns: readonly { readonly name: string; readonly required: boolean }[],
): Promise<never> {
  const broken = columns.map(({ name, required }) => brokenNumber(name, required));
  const shown = columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  const found = await engine.objects(
    `SELECT line, ${shown}, CASE ${broken.map((test, index) => `WHEN ${test} THEN ${quoteLiteral(columns[index]?.name ?? "")}`).join(" ")} END AS broken ` +
      `FROM (SELECT row_number() OVER () AS line, * FROM ${csvRows(file)}) WHERE ${broken.join(" OR ")} ORDER BY line LIMIT 1`,
  );
  const row = found[0];
  const column = String(row?.broken);
  const value = row?.[column] ?? null;
  throw new SourceError(
    "kuairec.not-a-whole-number",
    `${file.table.member}: row ${row?.line}, column "${column}": found ${value === null ? "nothing" : `"${value}"`}, expected a whole number of at most 64 bits`,
    { member: file.table.member, row: Number(row?.line), column, value },
  );
}

/** SQL test: the column holds something that is no whole number (or nothing, where something is required). */
export function brokenNumber(column: string, required: boolean): string {
  const text = quoteIdentifier(column);
  const unreadable = `(${dialect.wholeNumber(text)}) IS NULL`;
  return required ? `(${unreadable})` : `(${text} IS NOT NULL AND ${unreadable})`;
}
