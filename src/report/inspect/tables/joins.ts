import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["summary"]["join_diagnostics"]>[number];

/** How the tables beside the events meet them. */
export const joinsTable = defineTable<Row, Inspection>({
  name: "joins",
  caption: "Tables beside the events",
  rows: (inspection) => inspection.summary.join_diagnostics ?? [],
  columns: () => [
    columns.code({ name: "table", label: "Table", sentence: "Table beside the events." }, (row) => row.table),
    columns.code({ name: "key", label: "Key", sentence: "What it is joined on." }, (row) => row.key),
    columns.count({ name: "rows", label: "Rows", sentence: "Rows read." }, (row) => row.rows),
    columns.count(
      {
        name: "rows_on_repeated_keys",
        label: "Repeated",
        unit: "rows",
        sentence: "Rows whose key another row has too; one row a key is joined.",
      },
      (row) => row.rows_on_repeated_keys,
    ),
    columns.count(
      { name: "events_matched", label: "Matched", unit: "events", sentence: "Events that found a row." },
      (row) => row.events_matched,
    ),
    columns.share(
      { name: "unmatched_rate", label: "Unmatched", sentence: "Share of events that found none." },
      (row) => row.unmatched_rate,
    ),
  ],
});
