import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["stretch"]>["support"][number];

/** Support of always and never treated, by start day. */
export const supportTable = defineTable<Row, Inspection>({
  name: "support",
  caption: "Users who followed a strategy, by start day",
  rows: (inspection) => inspection.stretch?.support ?? [],
  columns: () => [
    columns.text({ name: "date", label: "Start", sentence: "First day of the stretch." }, (row) => row.date),
    columns.count(
      {
        name: "eligible",
        label: "Eligible",
        unit: "users",
        sentence: "Users available on the start day whose whole stretch is known.",
      },
      (row) => row.eligible,
    ),
    columns.count(
      {
        name: "always",
        label: "Always",
        unit: "users",
        sentence: "Of them, treated on every available day.",
      },
      (row) => row.always,
    ),
    columns.count(
      { name: "never", label: "Never", unit: "users", sentence: "Of them, treated on none." },
      (row) => row.never,
    ),
  ],
});
