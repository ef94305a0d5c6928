import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["summary"]["missingness_with_types"][number];

/** What every column of the events lacks. */
export const missingnessTable = defineTable<Row, Inspection>({
  name: "missingness",
  caption: "Columns of the events and what they lack",
  rows: (inspection) => inspection.summary.missingness_with_types,
  columns: () => [
    columns.code(
      { name: "column", label: "Column", sentence: "Column, raw or derived." },
      (row) => row.column,
    ),
    columns.text({ name: "dtype", label: "Holds", sentence: "What the column holds." }, (row) => row.dtype),
    columns.share(
      { name: "missing_rate", label: "Missing", sentence: "Share of event rows without a usable value." },
      (row) => row.missing_rate,
    ),
  ],
});
