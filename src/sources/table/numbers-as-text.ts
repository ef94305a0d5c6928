import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { firstRow } from "./first-row.js";
import type { TableFile } from "./table-file.js";

/** A column whose texts begin as numbers and that stays text because of another: the first such row, and what it holds. */
export interface NumbersAsText {
  readonly column: string;
  readonly row: number;
  readonly value: string;
}

/**
 * Those of the text columns of a CSV file whose first text is a number while a later one is none, e.g. "N/A": nothing is
 * summed of such a column, so a reader should know why. Rows appended to the file change nothing of the finding.
 */
export async function numbersAsText(
  engine: Engine,
  file: TableFile,
  columns: readonly string[],
): Promise<readonly NumbersAsText[]> {
  const found: NumbersAsText[] = [];
  for (const column of columns) {
    const text = quoteIdentifier(column);
    const isNumber = `coalesce(isfinite(TRY_CAST(${text} AS DOUBLE)), FALSE)`;
    const [first] = await engine.objects(
      `SELECT ${isNumber} AS "is number" FROM ${file.relation} WHERE ${text} IS NOT NULL LIMIT 1`,
    );
    if (first?.["is number"] !== true) continue;
    const { row, value } = await firstRow(engine, file, column, `${text} IS NOT NULL AND NOT ${isNumber}`);
    if (value !== null) found.push({ column, row, value });
  }
  return found;
}
