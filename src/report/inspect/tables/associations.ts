import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["summary"]["naive_associations"][number];

/** Mean later outcomes of treated and untreated days, unadjusted. */
export const associationsTable = defineTable<Row, Inspection>({
  name: "associations",
  caption: "Later outcomes by treatment: associations, not effects",
  rows: (inspection) => inspection.summary.naive_associations,
  columns: () => [
    columns.code(
      { name: "treatment", label: "Treatment", sentence: "Binary candidate." },
      (row) => row.treatment,
    ),
    columns.code({ name: "outcome", label: "Outcome", sentence: "Future column." }, (row) => row.outcome),
    columns.number(
      { name: "control_mean", label: "Untreated", sentence: "Mean over untreated available days." },
      (row) => row.control_mean,
    ),
    columns.number(
      { name: "treated_mean", label: "Treated", sentence: "Mean over treated available days." },
      (row) => row.treated_mean,
    ),
    columns.number(
      { name: "difference", label: "Difference", sentence: "Treated minus untreated; an association." },
      (row) => row.difference,
    ),
    columns.share(
      {
        name: "relative_lift",
        label: "Relative",
        sentence: "Treated over untreated, minus 1; an association.",
      },
      (row) => row.relative_lift,
    ),
    columns.count(
      {
        name: "control_days",
        label: "Untreated",
        unit: "days",
        sentence: "Untreated days with a known outcome.",
      },
      (row) => row.control_days,
    ),
    columns.count(
      {
        name: "treated_days",
        label: "Treated",
        unit: "days",
        sentence: "Treated days with a known outcome.",
      },
      (row) => row.treated_days,
    ),
  ],
});
