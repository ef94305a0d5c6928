import { csvFault } from "../../engine/csv-fault.js";
import { type CsvColumn, dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import type { KuaiRecTable } from "./kuairec-tables.js";

/** A table's CSV file on disk, with the columns of its header in order. */
export interface CsvFile {
  readonly table: KuaiRecTable;
  readonly path: string;
  readonly header: readonly string[];
}

/** SQL of the file's rows, an empty field as NULL; every column as text but those with a type. */
export function csvRows(file: CsvFile, types: Readonly<Record<string, CsvColumn["type"]>> = {}): string {
  return dialect.readCsv(
    file.path,
    file.header.map((name) => ({ name, type: types[name] ?? "VARCHAR" })),
  );
}

/**
 * Makes a temporary engine table of a CSV file (which the engine need not compress). A row that is no row of the table (too few or too many fields, an open quote,
 * text that is not UTF-8) gives `SourceError` "kuairec.malformed-row" with its line.
 */
export async function createFromCsv(
  engine: Engine,
  name: string,
  file: CsvFile,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const sql = `CREATE OR REPLACE TEMP TABLE ${quoteIdentifier(name)} AS SELECT ${dialect.select(columns)} FROM ${csvRows(file)}`;
  try {
    await engine.run(sql, `Reading ${file.table.name}`);
  } catch (error) {
    const fault = csvFault(error);
    if (fault === undefined) throw error;
    throw new SourceError(
      "kuairec.malformed-row",
      `${file.table.member}: ${fault.sentence}`,
      { member: file.table.member, line: fault.line },
      error,
    );
  }
}
