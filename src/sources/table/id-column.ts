import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { columnClass } from "./column-class.js";
import { firstRow } from "./first-row.js";
import type { TableFile } from "./table-file.js";
import type { TextKind } from "./text-kinds.js";

/**
 * SQL of an id, whole in every digit: a whole number where the type, or every text of the column, is one; else the text
 * as it stands, zeros in front included. A column of doubles is taken when it holds whole numbers below 2^53.
 * Numbers in scientific notation, as a spreadsheet writes long ids, have lost digits and are refused; a mapping that says
 * the column stays text takes them as they stand.
 * @throws SourceError "table.id-not-exact" with its row and value
 */
export async function idColumn(
  engine: Engine,
  file: TableFile,
  column: string,
  kinds: ReadonlyMap<string, TextKind>,
): Promise<string> {
  const type = file.columns.find(({ name }) => name === column)?.type ?? "";
  const id = quoteIdentifier(column);
  const kind = columnClass(type);
  if (kind === "integer") return id;
  if (kind === "text" && kinds.get(column) === "number") {
    const rounded = `regexp_full_match(${id}, '[-+]?[0-9.]+[eE][+]?[0-9]+')`;
    const { row, value } = await firstRow(engine, file, column, rounded);
    if (value !== null)
      throw new SourceError(
        "table.id-not-exact",
        `${file.name}: row ${row}, column "${column}": ${value} is in scientific notation, which leaves digits of an id out; ` +
          'write ids in full, or name the column under "text" in a mapping to take them as they stand',
        { table: file.name, column, row, value },
      );
  }
  if (kind === "text")
    return kinds.get(column) === "whole" ? `CAST(${id} AS BIGINT)` : `CAST(${id} AS VARCHAR)`;
  if (kind !== "real") return `CAST(${id} AS VARCHAR)`;
  if (/^DECIMAL\(\d+,0\)$/.test(type)) return `CAST(${id} AS HUGEINT)`;
  const inexact = `(${id} IS NOT NULL AND NOT coalesce(isfinite(CAST(${id} AS DOUBLE)) AND ${id} = trunc(${id}) AND abs(${id}) < 9007199254740992, FALSE))`;
  const { row, value } = await firstRow(engine, file, column, inexact);
  if (value === null) return `CAST(${id} AS BIGINT)`;
  throw new SourceError(
    "table.id-not-exact",
    `${file.name}: row ${row}, column "${column}": ${value} is stored as ${type}, which cannot hold such an id exactly; ` +
      "store ids as whole numbers or as text",
    { table: file.name, column, row, value },
  );
}
