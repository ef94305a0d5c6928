import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { type CsvFile, csvRows } from "./csv-file.js";

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
