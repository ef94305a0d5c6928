import { PanelError } from "../../errors.js";
import { type DataTable, tableColumn, tableRows } from "./data-table.js";

/**
 * The rows of a table in which every listed column (default: all) is known: numbers not NaN, texts not empty. Dropping
 * rows is a decision, so models refuse unknown values and this is called by name. Columns are copied.
 * @throws PanelError `table.empty`, `table.lengths`, `table.column-unknown`, `table.no-complete-case`
 */
export function completeCases<T extends DataTable>(
  table: T,
  columns: readonly string[] = Object.keys(table),
): T {
  const rows = tableRows(table);
  const listed = columns.map((name) => tableColumn(table, name));
  const kept = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    listed.every((values) => {
      const value = values[row];
      return typeof value === "string" ? value !== "" : value !== undefined && !Number.isNaN(value);
    }),
  );
  if (kept.length === 0)
    throw new PanelError("table.no-complete-case", `no row has all of ${columns.join(", ")}`, { columns });
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [
      name,
      typeof values[0] === "string"
        ? kept.map((row) => values[row] as string)
        : Float64Array.from(kept, (row) => values[row] as number),
    ]),
  ) as unknown as T;
}
