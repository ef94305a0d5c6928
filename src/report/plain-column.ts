import type { HtmlValue } from "./html.js";
import type { Column } from "./table.js";

/** Name in the file, head, unit and sentence of a column. */
type Words = readonly [name: string, label: string, unit: string, sentence: string];

/** A column of numbers; null is an empty cell in the file and "none" on the page. */
export const numberColumn = <Row>(
  [name, label, unit, sentence]: Words,
  value: (row: Row) => number | null,
  write: (value: number) => HtmlValue,
): Column<Row> => ({
  name,
  label,
  unit,
  kind: "number",
  sentence,
  value,
  cell: (row) => {
    const found = value(row);
    return found === null ? "none" : write(found);
  },
});

/** A column of words, written as they stand unless `write` says otherwise. */
export const textColumn = <Row>(
  [name, label, unit, sentence]: Words,
  value: (row: Row) => string,
  write: (row: Row) => HtmlValue = value,
): Column<Row> => ({ name, label, unit, kind: "text", sentence, value, cell: write });
