import type { StudyResult } from "../../study/schemas/result-schema.js";
import { html } from "../html.js";
import { allowedBecause } from "../leakage/allowed-because.js";
import { roleColumns } from "../role-columns.js";
import { defineTable } from "../table.js";

type Term = StudyResult["adjustment"]["terms"][number];

/** What the comparison is adjusted for, with the days each column speaks of. */
export const adjustmentTable = defineTable<Term>({
  name: "adjustment",
  caption: "Adjustment set",
  rows: (result) => result.adjustment.terms,
  columns: () => [
    {
      name: "column",
      label: "Column",
      unit: "",
      kind: "text",
      sentence: "Column of the panel.",
      value: (row) => row.column,
      cell: (row) => html`<code>${row.column}</code>`,
    },
    ...roleColumns,
    {
      name: "as",
      label: "Enters as",
      unit: "",
      kind: "text",
      sentence: "How it enters the models.",
      value: (row) => row.as,
      cell: (row) => row.as,
    },
    {
      name: "unit",
      label: "Unit",
      unit: "",
      kind: "text",
      sentence: "Unit of the column.",
      value: (row) => row.unit,
      cell: (row) => row.unit,
    },
    {
      name: "allowed_because",
      label: "Why it is allowed",
      unit: "",
      kind: "text",
      sentence: "Why the column cannot carry anything that came after the treatment.",
      value: allowedBecause,
      cell: allowedBecause,
    },
  ],
});
