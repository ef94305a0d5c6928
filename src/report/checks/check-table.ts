import { displayUnit } from "../../results/display-unit.js";
import { capitalised } from "../format/capitalised.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { type Column, defineTable, type Table } from "../table.js";
import type { Check } from "./check.js";
import { simulatedColumns } from "./simulated-columns.js";

type Row = Check["rows"][number];

const none = html`<span aria-label="none">–</span>`;

/** Columns of a check's numbers, in the unit that readers see on the page and as they are in the file. */
export function checkColumns(outcomeUnit: string): readonly Column<Row>[] {
  const { factor, difference: unit } = displayUnit(outcomeUnit);
  const errorOf = ({ standardError, estimate }: Row): number => standardError ?? Math.abs(estimate) / 10;
  return [
    {
      name: "item",
      label: "What was estimated",
      unit: "",
      kind: "text",
      sentence: "What was estimated.",
      value: (row) => row.item,
      cell: (row) => capitalised(row.item),
    },
    {
      name: "estimate",
      label: "Estimate",
      unit,
      kind: "number",
      sentence: "Treated minus untreated.",
      value: (row) => row.estimate,
      cell: (row) => formatEstimate(factor * row.estimate, factor * errorOf(row)),
    },
    {
      name: "standard_error",
      label: "Standard error",
      unit,
      kind: "number",
      sentence: "Standard error, clustered by user.",
      value: (row) => row.standardError,
      cell: (row) => (row.standardError === null ? none : formatStandardError(factor * row.standardError)),
    },
    {
      name: "lower",
      label: "Lower",
      unit,
      kind: "number",
      sentence: "Lower end of the interval.",
      value: (row) => row.lower,
    },
    {
      name: "upper",
      label: "Interval",
      unit,
      kind: "number",
      sentence: "Interval; the file's column is its upper end.",
      value: (row) => row.upper,
      cell: (row) =>
        row.lower === null || row.upper === null
          ? none
          : html`<span class="nowrap">${formatInterval({ lower: factor * row.lower, upper: factor * row.upper }, factor * errorOf(row))}</span>`,
    },
    {
      name: "p_value",
      label: "p-value",
      unit: "",
      kind: "number",
      sentence: "Of a test of what is expected, adjusted over the rows of the check (Holm).",
      value: (row) => row.pValue,
      cell: (row) =>
        row.pValue === null
          ? none
          : row.pValue < 0.001
            ? "<\u00a00.001"
            : formatNumber(row.pValue, { decimals: 3 }),
    },
    {
      name: "rows",
      label: "User-days",
      unit: "",
      kind: "number",
      sentence: "Analysis rows behind it.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
  ];
}

/** The numbers of one check. */
export const checkTable = (check: Check): Table =>
  defineTable<Row>({
    name: `check-${check.name}`,
    caption: check.label,
    rows: () => check.rows,
    columns: (result) => [
      ...checkColumns(result.outcome.unit),
      ...(check.rows.some(({ simulated }) => simulated !== undefined)
        ? simulatedColumns(result.outcome.unit)
        : []),
    ],
  });
