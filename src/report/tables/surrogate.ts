import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type Row = NonNullable<StudyResult["surrogate"]>["estimates"][number];

/** The effect on the long outcome through the index, beside the direct one. */
export const surrogateTable = defineTable<Row>({
  name: "surrogate",
  caption: "The long outcome, through the index and direct",
  rows: ({ surrogate }) => surrogate?.estimates ?? [],
  columns: ({ surrogate }) => {
    const { factor, difference: unit } = displayUnit(surrogate?.longOutcome.unit ?? "");
    return [
      {
        name: "item",
        label: "Estimate of the long outcome",
        unit: "",
        kind: "text",
        sentence: "How it was estimated, and on which user-days.",
        value: (row) => row.item,
        cell: (row) => row.item,
      },
      {
        name: "estimate",
        label: "Difference",
        unit,
        kind: "number",
        sentence: "Treated minus untreated long outcome.",
        value: (row) => row.estimate,
        cell: (row) => formatEstimate(factor * row.estimate, factor * row.standardError),
      },
      {
        name: "standard_error",
        label: "Standard error",
        unit,
        kind: "number",
        sentence: "Its standard error, clustered by user.",
        value: (row) => row.standardError,
      },
      {
        name: "lower",
        label: "Lower",
        unit,
        kind: "number",
        sentence: "Lower end of its interval.",
        value: (row) => row.lower,
      },
      {
        name: "upper",
        label: "Interval",
        unit,
        kind: "number",
        sentence: "Its interval; the file's column is its upper end.",
        value: (row) => row.upper,
        cell: ({ lower, upper, standardError }) =>
          html`<span class="nowrap">${formatInterval({ lower: factor * lower, upper: factor * upper }, factor * standardError)}</span>`,
      },
      {
        name: "rows",
        label: "User-days",
        unit: "",
        kind: "number",
        sentence: "User-days that it is averaged over.",
        value: (row) => row.rows,
        cell: (row) => formatCount(row.rows),
      },
    ];
  },
});
