import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";
import { readinessChip } from "../readiness-chip.js";

type Row = Inspection["summary"]["readiness_checks"][number];

/** Whether the panel is rich enough for questions of this kind. */
export const readinessTable = defineTable<Row, Inspection>({
  name: "readiness",
  caption: "Readiness of the panel",
  rows: (inspection) => inspection.summary.readiness_checks,
  columns: () => [
    columns.text(
      { name: "check", label: "Check", sentence: "What is asked of the panel." },
      (row) => row.check,
    ),
    columns.number({ name: "value", label: "Found", sentence: "The value found." }, (row) => row.value),
    columns.text({ name: "threshold", label: "Asked for", sentence: "What passes." }, (row) => row.threshold),
    {
      ...columns.text<Row>(
        { name: "passes", label: "Verdict", sentence: "Whether it passes." },
        (row) => row.passes,
      ),
      cell: (row) => readinessChip(row.passes, row.warns),
    },
  ],
});
