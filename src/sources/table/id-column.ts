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
