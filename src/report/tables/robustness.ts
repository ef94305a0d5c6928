import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/result-schema.js";
import { formatEstimate } from "../format/estimate.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type Benchmark = NonNullable<StudyResult["sensitivity"]>["robustness"]["benchmarks"][number];

/** Hidden confounders as strong as each observed column, and what they would leave of the estimate. */
export const robustnessTable = defineTable<Benchmark>({
  name: "robustness",
  caption: "Hidden confounders as strong as an observed column",
  rows: (result) => result.sensitivity?.robustness.benchmarks ?? [],
  columns: (result) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const error = result.sensitivity?.robustness.standardError ?? 0;
    return [
      {
        name: "column",
        label: "As strong as",
        unit: "",
        kind: "text",
        sentence: "Observed adjustment column.",
        value: (row) => row.column,
        cell: (row) => html`<code>${row.column}</code>`,
      },
      {
        name: "of_treatment",
        label: "Of treatment",
        unit: "share of what is left",
        kind: "number",
        sentence: "Share of treatment's residual variance such a confounder explains.",
        value: (row) => row.ofTreatment,
        cell: (row) => formatShare(row.ofTreatment),
      },
      {
        name: "of_outcome",
        label: "Of the outcome",
        unit: "share of what is left",
        kind: "number",
        sentence: "Share of the outcome's residual variance it explains.",
        value: (row) => row.ofOutcome,
        cell: (row) => formatShare(row.ofOutcome),
      },
      {
        name: "estimate",
        label: "Estimate left",
        unit,
        kind: "number",
        sentence: "The linear companion's estimate with such a confounder held equal.",
        value: (row) => row.estimate,
        cell: (row) => formatEstimate(factor * row.estimate, factor * error),
      },
    ];
  },
});
