import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["people"][number];

/** Users at risk, entering and leaving, day by day. */
export const peopleTable = defineTable<Row, Inspection>({
  name: "people",
  caption: "Users by day",
  rows: (inspection) => inspection.people,
  columns: () => [
    columns.text(
      { name: "date", label: "Day", sentence: "Day, first day of the week, or number of the period." },
      (row) => row.date,
    ),
    columns.count(
      { name: "at_risk", label: "At risk", unit: "users", sentence: "Users with a row on this day." },
      (row) => row.atRisk,
    ),
    columns.count(
      { name: "entered", label: "Entered", unit: "users", sentence: "Users whose first row it is." },
      (row) => row.entered,
    ),
    columns.count(
      {
        name: "left",
        label: "Left",
        unit: "users",
        sentence: "Users whose last row it is although the log goes on.",
      },
      (row) => row.left,
    ),
  ],
});
