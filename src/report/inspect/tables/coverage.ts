import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["summary"]["coverage_summary"][number];

/** Size and span of the log. */
export const coverageTable = defineTable<Row, Inspection>({
  name: "coverage",
  caption: "How much was logged, and when",
  rows: (inspection) => inspection.summary.coverage_summary,
  columns: () => [
    columns.code({ name: "metric", label: "Metric", sentence: "What is counted." }, (row) => row.metric),
    columns.number(
      { name: "value", label: "Value", sentence: "The count, or the first or last day or local time." },
      (row) => row.value,
    ),
  ],
});
