import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type AuditRow = StudyResult["audit"][number];

/** What was found in the log's tables and what was done about it. */
export const auditTable = defineTable<AuditRow>({
  name: "audit",
  caption: "What was found in the log and what was done about it",
  rows: (result) => result.audit,
  columns: () => [
    {
      name: "table",
      label: "Table",
      unit: "",
      kind: "text",
      sentence: "Table of the log.",
      value: (row) => row.table,
      cell: (row) => html`<code>${row.table}</code>`,
    },
    {
      name: "check",
      label: "Check",
      unit: "",
      kind: "text",
      sentence: "Stable key of the check.",
      value: (row) => row.check,
    },
    {
      name: "sentence",
      label: "Finding",
      unit: "",
      kind: "text",
      sentence: "What was found.",
      value: (row) => row.sentence,
      cell: (row) => row.sentence,
    },
    {
      name: "rows",
      label: "Rows",
      unit: "",
      kind: "number",
      sentence: "Rows it concerns.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
    {
      name: "share",
      label: "Share",
      unit: "",
      kind: "number",
      sentence: "Rows as a share of those read from the table.",
      value: (row) => row.share,
      cell: (row) => formatShare(row.share),
    },
    {
      name: "action",
      label: "Done",
      unit: "",
      kind: "text",
      sentence: "What was done about it: kept, dropped, repaired or noted.",
      value: (row) => row.action,
      cell: (row) => (row.rows === 0 && row.action !== "noted" ? "none" : row.action),
    },
  ],
});
