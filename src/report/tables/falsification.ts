import type { Check, CheckRow } from "../checks/check.js";
import { checkColumns } from "../checks/check-table.js";
import { defineTable } from "../table.js";

type Row = CheckRow & { readonly check: Check };

/** Every number of every check that tried to prove the answer wrong. */
export const falsificationTable = defineTable<Row>({
  name: "falsification",
  caption: "Checks that estimate again",
  rows: (result) => result.falsification.flatMap((check) => check.rows.map((row) => ({ ...row, check }))),
  columns: (result) => [
    {
      name: "check",
      label: "Check",
      unit: "",
      kind: "text",
      sentence: "Name of the check.",
      value: ({ check }) => check.name,
      cell: ({ check }) => check.label,
    },
    {
      name: "standing",
      label: "Standing",
      unit: "",
      kind: "text",
      sentence: "Whether a gate judges it: gate, display or sensitivity.",
      value: ({ check }) => check.standing,
      cell: ({ check }) => check.standing,
    },
    ...checkColumns(result.outcome.unit),
  ],
});
