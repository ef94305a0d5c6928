import { displayUnit } from "../../results/display-unit.js";
import { type EstimateRow, roleWords } from "../estimate-roles.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval, formatMean, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { type HtmlValue, html } from "../html.js";
import { shownEstimate } from "../shown-result.js";
import { defineTable } from "../table.js";

/** A cell in the unit that readers see; the CSV file keeps the numbers as they are. */
const written =
  (cell: (row: EstimateRow) => HtmlValue) =>
  (row: EstimateRow): HtmlValue =>
    cell(shownEstimate(row));

/** Every estimate of the question with its error, arms and sample. */
export const estimatesTable = defineTable<EstimateRow>({
  name: "estimates",
  caption: "Estimates of the question",
  rows: (result) => result.estimates,
  rowClass: (row) => `role-${row.role}`,
  columns: (result) => {
    const { difference: unit, mean } = displayUnit(result.outcome.unit);
    const levels = [...new Set(result.estimates.map((row) => row.interval.level))];
    const level = levels.length === 1 ? `${formatNumber(100 * levels[0]!)}% interval` : "Interval";
    return [
      {
        name: "label",
        label: "Estimator",
        unit: "",
        kind: "text",
        sentence: "How the estimate was made.",
        value: (row) => row.label,
        cell: (row) => html`${row.label} <span class="note">${roleWords[row.role]}</span>`,
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
        name: "role",
        label: "Role",
        unit: "",
        kind: "text",
        sentence: "The part it plays: primary, adjusted, unadjusted or sensitivity.",
        value: (row) => row.role,
      },
      {
        name: "contrast",
        label: "Contrast",
        unit: "",
        kind: "text",
        sentence: "How the arms are compared.",
        value: (row) => row.contrast,
      },
      {
        name: "estimate",
        label: "Estimate",
        unit,
        kind: "number",
        sentence: "Mean outcome under treatment minus mean outcome without.",
        value: (row) => row.estimate,
        cell: written((row) => formatEstimate(row.estimate, row.standardError)),
      },
      {
        name: "standard_error",
        label: "Standard error",
        unit,
        kind: "number",
        sentence:
          "Standard error, clustered as the method says; it includes the uncertainty of the fitted models.",
        value: (row) => row.standardError,
        cell: written((row) => formatStandardError(row.standardError)),
      },
      {
        name: "lower",
        label: "Lower",
        unit,
        kind: "number",
        sentence: "Lower end of the confidence interval.",
        value: (row) => row.interval.lower,
      },
      {
        name: "upper",
        label: "Upper",
        unit,
        kind: "number",
        sentence: "Upper end of the confidence interval.",
        value: (row) => row.interval.upper,
      },
      {
        name: "level",
        label: level,
        unit,
        kind: "number",
        sentence: "Confidence interval; the file holds its level.",
        value: (row) => row.interval.level,
        cell: written(
          (row) => html`<span class="nowrap">${formatInterval(row.interval, row.standardError)}</span>`,
        ),
      },
      {
        name: "method",
        label: "Method",
        unit: "",
        kind: "text",
        sentence: "How the interval was made.",
        value: (row) => row.interval.method,
      },
      {
        name: "arm_treated",
        label: "Mean if treated",
        unit: mean,
        kind: "number",
        sentence: "Mean outcome had every analysis row been treated.",
        value: (row) => row.arms.treated,
        cell: written((row) => formatMean(row.arms.treated, row.standardError)),
      },
      {
        name: "arm_control",
        label: "Mean if not",
        unit: mean,
        kind: "number",
        sentence: "Mean outcome had no analysis row been treated.",
        value: (row) => row.arms.control,
        cell: written((row) => formatMean(row.arms.control, row.standardError)),
      },
      {
        name: "rows",
        label: "User-days",
        unit: "",
        kind: "number",
        sentence: "Analysis rows.",
        value: (row) => row.n.rows,
        cell: (row) => formatCount(row.n.rows),
      },
      {
        name: "users",
        label: "Users",
        unit: "",
        kind: "number",
        sentence: "Users with at least one analysis row.",
        value: (row) => row.n.units,
        cell: (row) => formatCount(row.n.units),
      },
      {
        name: "clusters",
        label: "Clusters",
        unit: "",
        kind: "number",
        sentence: "Clusters of the standard error.",
        value: (row) => row.n.clusters,
      },
      {
        name: "effective_rows",
        label: "Effective",
        unit: "user-days",
        kind: "number",
        sentence:
          "Squared sum of weights over sum of squared weights of each arm, the two added, as everywhere in this report.",
        value: (row) => row.n.effective,
        cell: (row) => formatCount(row.n.effective),
      },
      {
        name: "unit",
        label: "Unit",
        unit: "",
        kind: "text",
        sentence: "Unit of the estimate, its error and its interval.",
        value: (row) => row.unit,
      },
    ];
  },
});
