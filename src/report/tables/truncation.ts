import { displayUnit } from "../../results/display-unit.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";
import { cutWords, type TruncationStep, truncationSteps } from "../truncation/truncation-steps.js";

/** Effective size and estimate at each truncation of the weights. */
export const truncationTable = defineTable<TruncationStep>({
  name: "truncation",
  caption: "What truncating the weights does",
  rows: truncationSteps,
  columns: (result) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    return [
      {
        name: "share",
        label: "Weights cut",
        unit: "",
        kind: "text",
        sentence: "Share of the weights' distribution cut at each end; 0 cuts nothing.",
        value: (row) => row.share,
        cell: (row) => cutWords(row),
      },
      {
        name: "moved",
        label: "Moved",
        unit: "user-days",
        kind: "number",
        sentence: "User-days whose weight was moved to a cut.",
        value: (row) => row.moved,
        cell: (row) => formatCount(row.moved),
      },
      {
        name: "effective",
        label: "Effective user-days",
        unit: "",
        kind: "number",
        sentence: "Squared sum of weights over sum of squared weights, added over arms.",
        value: (row) => row.effective,
        cell: (row) =>
          html`<span class="nowrap">${formatCount(row.effective)} <span class="note">${formatShare(row.effective / row.rows)}</span></span>`,
      },
      {
        name: "estimate",
        label: "Estimate",
        unit,
        kind: "number",
        sentence: "Treated minus untreated with these weights.",
        value: (row) => row.estimate,
        cell: (row) => formatEstimate(factor * row.estimate, factor * row.standardError),
      },
      {
        name: "standard_error",
        label: "Standard error",
        unit,
        kind: "number",
        sentence: "Standard error, clustered by user.",
        value: (row) => row.standardError,
      },
      {
        name: "lower",
        label: "Lower",
        unit,
        kind: "number",
        sentence: "Lower end of the confidence interval.",
        value: (row) => row.lower,
      },
      {
        name: "upper",
        label: "Interval",
        unit,
        kind: "number",
        sentence: "Confidence interval; the file's column is its upper end.",
        value: (row) => row.upper,
        cell: (row) =>
          html`<span class="nowrap">${formatInterval({ lower: factor * row.lower, upper: factor * row.upper }, factor * row.standardError)}</span>`,
      },
    ];
  },
});
