import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["summary"]["column_dictionary"]>[number];

/** The log's own columns. */
export const rawColumnsTable = defineTable<Row, Inspection>({
  name: "raw-columns",
  caption: "Columns of the log and the part each may play",
  rows: (inspection) => inspection.summary.column_dictionary ?? [],
  columns: () => [
    columns.code({ name: "table", label: "Table", sentence: "Table of the log." }, (row) => row.table),
    columns.code({ name: "column", label: "Column", sentence: "Column of that table." }, (row) => row.column),
    columns.text({ name: "meaning", label: "Meaning", sentence: "What it says." }, (row) => row.meaning),
    columns.text(
      { name: "causal_role", label: "May be", sentence: "What part it may play." },
      (row) => row.causal_role,
    ),
  ],
});
