import { displayUnit } from "../../results/display-unit.js";
import { formatEstimate } from "../format/estimate.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import type { Column } from "../table.js";

interface Benchmark {
  readonly column: string;
  readonly ofTreatment: number;
  readonly ofOutcome: number;
  readonly estimate: number;
}

/** What the columns of a table of benchmarks say of its own measure. */
export interface BenchmarkWords {
  readonly outcomeUnit: string;
  readonly standardError: number;
  readonly ofTreatment: string;
  readonly estimate: string;
}

/** Columns of hidden confounders as strong as an observed column. */
export function benchmarkColumns<Row extends Benchmark>({
  outcomeUnit,
  standardError,
  ofTreatment,
  estimate,
}: BenchmarkWords): readonly Column<Row>[] {
  const { factor, difference: unit } = displayUnit(outcomeUnit);
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
      sentence: ofTreatment,
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
      sentence: estimate,
      value: (row) => row.estimate,
      cell: (row) => formatEstimate(factor * row.estimate, factor * standardError),
    },
  ];
}
