import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["audit"]["rows"][number];

/** The audit of the log. */
export const auditTable = defineTable<Row, Inspection>({
  name: "audit",
  caption: "What was found in the log and what was done about it",
  rows: (inspection) => inspection.audit.rows,
  columns: () => [
    columns.code({ name: "table", label: "Table", sentence: "Table of the log." }, (row) => row.table),
    columns.text({ name: "sentence", label: "Finding", sentence: "What was found." }, (row) => row.sentence),
    columns.count({ name: "rows", label: "Rows", sentence: "Rows it concerns." }, (row) => row.rows),
    columns.share(
      { name: "share", label: "Share", sentence: "Rows as a share of those read from the table." },
      (row) => row.share,
    ),
    {
      ...columns.text<Row>(
        { name: "action", label: "Done", sentence: "What was done about it." },
        (row) => row.action,
      ),
      cell: (row) => (row.rows === 0 && row.action !== "noted" ? "none" : row.action),
    },
  ],
});
