import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type Row = NonNullable<StudyResult["bootstrap"]>["estimators"][number];

const ratioWords = (row: Row): string =>
  row.ratio === null
    ? "–"
    : `${formatNumber(row.ratio, { decimals: 2 })} (${formatNumber(row.ratioLower!, { decimals: 2 })} to ${formatNumber(row.ratioUpper!, { decimals: 2 })})`;

/** The bootstrap's errors and intervals beside the analytic errors. */
export const bootstrapTable = defineTable<Row>({
  name: "bootstrap",
  caption: "A second opinion on the errors: bootstrap of the whole pipeline by users",
  rows: (result) => result.bootstrap?.estimators ?? [],
  columns: (result) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const error = (value: number | null) => (value === null ? "–" : formatStandardError(factor * value));
    return [
      {
        name: "label",
        label: "Estimator",
        unit: "",
        kind: "text",
        sentence: "How the estimate was made.",
        value: (row) => row.label,
        cell: (row) => row.label,
      },
      {
        name: "estimator",
        label: "Name",
        unit: "",
        kind: "text",
        sentence: "Name of the estimator in estimand files.",
        value: (row) => row.estimator,
      },
      {
        name: "estimate",
        label: "Estimate",
        unit,
        kind: "number",
        sentence: "The estimate in the sample.",
        value: (row) => row.estimate,
      },
      {
        name: "mean",
        label: "Mean of replicates",
        unit,
        kind: "number",
        sentence:
          "Mean of the replicates; its distance from the estimate is the bootstrap's view of the bias.",
        value: (row) => row.mean,
        cell: (row) =>
          row.mean === null ? "–" : formatEstimate(factor * row.mean, factor * row.analyticError),
      },
      {
        name: "bootstrap_error",
        label: "Bootstrap error",
        unit,
        kind: "number",
        sentence: "Standard deviation of the replicates.",
        value: (row) => row.standardDeviation,
        cell: (row) => error(row.standardDeviation),
      },
      {
        name: "analytic_error",
        label: "Analytic error",
        unit,
        kind: "number",
        sentence: "Standard error by influence values, clustered by user.",
        value: (row) => row.analyticError,
        cell: (row) => error(row.analyticError),
      },
      {
        name: "ratio",
        label: "Ratio",
        unit: "",
        kind: "number",
        sentence:
          "Bootstrap error over analytic error, with the 95% interval that the number of replicates leaves.",
        value: (row) => row.ratio,
        cell: (row) => html`<span class="nowrap">${ratioWords(row)}</span>`,
      },
      {
        name: "ratio_lower",
        label: "Ratio, lower",
        unit: "",
        kind: "number",
        sentence: "Lower end of the ratio's interval.",
        value: (row) => row.ratioLower,
      },
      {
        name: "ratio_upper",
        label: "Ratio, upper",
        unit: "",
        kind: "number",
        sentence: "Upper end of the ratio's interval.",
        value: (row) => row.ratioUpper,
      },
      {
        name: "lower",
        label: "Lower",
        unit,
        kind: "number",
        sentence: "Lower end of the bootstrap interval.",
        value: (row) => row.lower,
      },
      {
        name: "upper",
        label: "Bootstrap interval",
        unit,
        kind: "number",
        sentence: "Bootstrap interval; the file's column is its upper end.",
        value: (row) => row.upper,
        cell: ({ lower, upper, analyticError }) =>
          lower === null || upper === null
            ? "–"
            : html`<span class="nowrap">${formatInterval({ lower: factor * lower, upper: factor * upper }, factor * analyticError)}</span>`,
      },
      {
        name: "level",
        label: "Level",
        unit: "",
        kind: "number",
        sentence: "Coverage that the interval aims at.",
        value: (row) => row.level,
      },
      {
        name: "failed",
        label: "Failed",
        unit: "replicates",
        kind: "number",
        sentence: "Replicates without an estimate.",
        value: (row) => row.failed,
        cell: (row) => formatCount(row.failed),
      },
      {
        name: "method",
        label: "Method",
        unit: "",
        kind: "text",
        sentence: "How the interval was made, or why there is none.",
        value: (row) => row.method,
      },
    ];
  },
});
