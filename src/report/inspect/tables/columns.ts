import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["columns"][number];

/** The column dictionary of the panel. */
export const columnsTable = defineTable<Row, Inspection>({
  name: "columns",
  caption: "Columns of the panel",
  rows: (inspection) => inspection.columns,
  columns: () => [
    columns.code({ name: "name", label: "Column", sentence: "Name in panel.parquet." }, (row) => row.name),
    columns.text({ name: "kind", label: "Kind", sentence: "What kind of column it is." }, (row) => row.kind),
    columns.text({ name: "unit", label: "Unit", sentence: "Its unit." }, (row) => row.unit),
    columns.text(
      { name: "window", label: "Days", sentence: "Days it speaks of, counted from the day of the row." },
      (row) => row.window,
    ),
    columns.text({ name: "sentence", label: "Meaning", sentence: "What it says." }, (row) => row.sentence),
    columns.share(
      { name: "missing_share", label: "Not known", sentence: "Share of rows on which it is not known." },
      (row) => row.missingShare,
    ),
  ],
});
