import { arrayOf, checkCall, kinds, optional } from "../../call-check.js";
import { PanelError } from "../../errors.js";
import { type DataTable, tableColumn, tableRows } from "./data-table.js";

/**
 * The rows of a table in which every listed column (default: all) is known: numbers not NaN, texts not empty, nothing
 * null. Unlisted columns keep their unknown values, null as NaN or "". Dropping
 * rows is a decision, so models refuse unknown values and this is called by name. Columns are copied.
 * @throws PanelError `table.empty`, `table.lengths`, `table.column-unknown`, `table.no-complete-case`
 */
export function completeCases<T extends DataTable>(table: T, given?: readonly string[]): T {
  checkCall(
    "completeCases",
    { table, columns: given },
    { table: kinds.table, columns: optional(arrayOf(kinds.text)) },
  );
  const columns = given ?? Object.keys(table);
  const rows = tableRows(table);
  const listed = columns.map((name) =>
    Object.hasOwn(table, name) ? table[name]! : tableColumn(table, name),
  );
  const kept = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    listed.every((values) => !isUnknown(values[row])),
  );
  if (kept.length === 0)
    throw new PanelError("table.no-complete-case", `no row has all of ${columns.join(", ")}`, { columns });
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [
      name,
      isTextual(values)
        ? kept.map((row) => (values[row] ?? "") as string)
        : Float64Array.from(kept, (row) => (values[row] ?? Number.NaN) as number),
    ]),
  ) as unknown as T;
}

/** Arrays of scripts may hold null, whatever their type says: JSON has no other way to write an unknown number. */
const isUnknown = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || Number.isNaN(value);

function isTextual(values: DataTable[string]): boolean {
  if (ArrayBuffer.isView(values)) return false;
  for (let row = 0; row < values.length; row++)
    if (!isUnknown(values[row])) return typeof values[row] === "string";
  return typeof values[0] === "string";
}
