import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["summary"]["confounding_balance"][number];

/** Standardised mean differences of history columns. */
export const balanceTable = defineTable<Row, Inspection>({
  name: "balance",
  caption: "How treated and untreated days differ before treatment",
  rows: (inspection) => inspection.summary.confounding_balance,
  columns: () => [
    columns.code(
      { name: "covariate", label: "Covariate", sentence: "History column." },
      (row) => row.covariate,
    ),
    columns.code(
      { name: "treatment", label: "Treatment", sentence: "Binary candidate." },
      (row) => row.treatment,
    ),
    columns.number(
      { name: "treated_mean", label: "Treated", sentence: "Mean over treated available days." },
      (row) => row.treated_mean,
    ),
    columns.number(
      { name: "control_mean", label: "Untreated", sentence: "Mean over untreated available days." },
      (row) => row.control_mean,
    ),
    columns.number(
      {
        name: "smd",
        label: "Difference",
        unit: "SD",
        sentence: "Difference over the root of the mean of both variances.",
      },
      (row) => row.smd,
    ),
  ],
});
