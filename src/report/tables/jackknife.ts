import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatInterval, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type Row = NonNullable<StudyResult["jackknife"]>["estimators"][number];

/** The jackknife's errors and intervals beside the analytic errors. */
export const jackknifeTable = defineTable<Row>({
  name: "jackknife",
  caption: "Errors for few users: the whole pipeline again without each user in turn",
  rows: (result) => result.jackknife?.estimators ?? [],
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
        name: "jackknife_error",
        label: "Jackknife error",
        unit,
        kind: "number",
        sentence: "Standard error from the estimates without each user.",
        value: (row) => row.standardError,
        cell: (row) => error(row.standardError),
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
        sentence: "Jackknife error over analytic error.",
        value: (row) => row.ratio,
        cell: (row) => (row.ratio === null ? "–" : formatNumber(row.ratio, { decimals: 2 })),
      },
      {
        name: "lower",
        label: "Lower",
        unit,
        kind: "number",
        sentence: "Lower end of the jackknife's interval.",
        value: (row) => row.lower,
      },
      {
        name: "upper",
        label: "Jackknife interval",
        unit,
        kind: "number",
        sentence: "Interval with the jackknife's error; the file's column is its upper end.",
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
        name: "method",
        label: "Method",
        unit: "",
        kind: "text",
        sentence: "How the interval was made.",
        value: (row) => row.method,
      },
    ];
  },
});
