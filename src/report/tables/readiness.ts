import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatNumber } from "../format/number.js";
import { defineTable } from "../table.js";
import { verdictChip } from "../verdict-chip.js";

type Check = StudyResult["readiness"][number];

/** Whether the panel is rich enough for questions of this kind; it knows of no question, only of candidates. */
export const readinessTable = defineTable<Check>({
  name: "readiness",
  caption: "Readiness: the panel's candidate treatments",
  rows: (result) => result.readiness,
  columns: () => [
    {
      name: "check",
      label: "Check",
      unit: "",
      kind: "text",
      sentence: "What is asked of the panel.",
      value: (row) => row.check,
      cell: (row) => row.check,
    },
    {
      name: "value",
      label: "Found",
      unit: "",
      kind: "number",
      sentence: "The value found.",
      value: (row) => row.value,
      cell: (row) => (row.value === null ? "–" : formatNumber(row.value, { significant: 4 })),
    },
    {
      name: "threshold",
      label: "Asked for",
      unit: "",
      kind: "text",
      sentence: "What passes.",
      value: (row) => row.threshold,
      cell: (row) => row.threshold,
    },
    {
      name: "passes",
      label: "Verdict",
      unit: "",
      kind: "text",
      sentence: "Whether it passes.",
      value: (row) => row.passes,
      cell: (row) => verdictChip(row.passes === null ? "not evaluated" : row.passes ? "pass" : "fail"),
    },
  ],
});
