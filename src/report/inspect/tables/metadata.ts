import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["summary"]["metadata_diagnostics"]>[number];

/** How events meet attributes of users and items. */
export const metadataTable = defineTable<Row, Inspection>({
  name: "metadata",
  caption: "Events and what is known of their users and items",
  rows: (inspection) => inspection.summary.metadata_diagnostics ?? [],
  columns: () => [
    columns.code({ name: "metric", label: "Metric", sentence: "What is counted." }, (row) => row.metric),
    columns.number(
      { name: "value", label: "Value", sentence: "Count, or share of events." },
      (row) => row.value,
    ),
  ],
});
