import { didYouMean } from "../../definition/nearest-name.js";
import { PanelError } from "../../errors.js";
import { checkValues } from "./check-values.js";

/** Columns of equal length, by name; text columns are categories. NaN in a number column means *not known*. */
export type DataTable = Readonly<Record<string, ArrayLike<number> | ArrayLike<string>>>;

/**
 * Rows of a table.
 * @throws PanelError `table.empty` without columns, `table.lengths` when two columns differ in length, `table.values` for a
 * column that is no array.
 */
export function tableRows(table: DataTable): number {
  const columns = Object.entries(table);
  const first = columns[0];
  if (first === undefined) throw new PanelError("table.empty", "the table has no columns");
  for (const [name, values] of columns) {
    if (!(values?.length >= 0)) checkValues(values, `column "${name}"`);
    if (values.length !== first[1].length)
      throw new PanelError(
        "table.lengths",
        `column "${name}" has ${values.length} values, but "${first[0]}" has ${first[1].length}; every column has one value a row`,
        { name },
      );
  }
  return first[1].length;
}

/** @throws PanelError `table.column-unknown` listing the columns there are and the nearest, `table.values` as `checkValues`. */
export function tableColumn(table: DataTable, name: string): ArrayLike<number> | ArrayLike<string> {
  if (Object.hasOwn(table, name)) {
    checkValues(table[name]!, `column "${name}"`);
    return table[name]!;
  }
  throw new PanelError(
    "table.column-unknown",
    `column "${name}" is not in the table; columns are ${Object.keys(table).join(", ")}${didYouMean(name, Object.keys(table))}`,
    { name },
  );
}

/** A column of numbers (booleans written as 0 and 1). @throws PanelError `table.column-text` for text. */
export function numberColumn(table: DataTable, name: string): ArrayLike<number> {
  const values = tableColumn(table, name);
  if (isText(values))
    throw new PanelError(
      "table.column-text",
      `column "${name}" holds text ("${values[0]}"); numbers are expected here, or use factor("${name}")`,
      { name },
    );
  return values;
}

export function isText(values: ArrayLike<number> | ArrayLike<string>): values is ArrayLike<string> {
  return typeof values[0] === "string";
}
