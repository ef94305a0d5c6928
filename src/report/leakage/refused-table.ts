import { trueMinus } from "../format/true-minus.js";
import { html } from "../html.js";
import { roleColumns } from "../role-columns.js";
import { defineTable } from "../table.js";
import type { RefusedColumns } from "./refused-columns.js";

/** Columns that the leakage lint would refuse, with its words. */
export const refusedTable = defineTable<RefusedColumns, readonly RefusedColumns[]>({
  name: "refused",
  caption: "Columns of the panel that would be refused",
  rows: (refused) => refused,
  columns: () => [
    {
      name: "columns",
      label: "Columns",
      unit: "",
      kind: "text",
      sentence: "Columns of the panel that are refused for the same reason.",
      value: (row) => row.columns.join(" "),
      cell: (row) => row.columns.map((name, i) => html`${i > 0 ? ", " : null}<code>${name}</code>`),
    },
    ...roleColumns,
    {
      name: "reason",
      label: "Why it would be refused",
      unit: "",
      kind: "text",
      sentence: "What the lint says when the column is put into the adjustment set.",
      value: (row) => row.reason,
      cell: (row) => trueMinus(row.reason),
    },
  ],
});
