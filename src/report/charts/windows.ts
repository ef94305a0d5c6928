import type { Chart } from "../chart.js";
import { trueMinus } from "../format/true-minus.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { adjustmentTable } from "../tables/adjustment.js";
import { windowRows } from "../window-rows.js";

/** Small time line: which days adjustment, treatment and outcome speak of. */
export const windowsChart: Chart = {
  name: "windows",
  drawn: (result) => windowRows(result).length > 0,
  title: (result) => {
    const late = windowRows(result).filter((row) => row.part === "adjustment" && row.to > 0);
    const outcome = result.outcome.window;
    return late.length > 0
      ? "Part of the adjustment is measured after treatment"
      : `Adjustment is known when treatment happens; the outcome is counted on ${trueMinus(outcome)}`;
  },
  description: (result) =>
    `Bars over days relative to treatment: ${windowRows(result)
      .map((row) => `${row.label}, ${trueMinus(row.days)}`)
      .join("; ")}.`,
  table: adjustmentTable,
  view: (result, palette) => {
    const rows = windowRows(result);
    const values = rows.map((row) => ({
      ...row,
      days: trueMinus(row.days),
      start: row.from - 0.42,
      end: row.to + 0.42,
    }));
    const first = Math.min(...rows.map((row) => row.from));
    const last = Math.max(1, ...rows.map((row) => row.to));
    const earlier = rows.some((row) => row.open) ? `datum.value === ${first} ? 'earlier' : ` : "";
    const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return {
      data: { values },
      height: rows.length * 38,
      encoding: { y: { field: "label", type: "nominal", sort: null, title: null, axis: rowAxis(210) } },
      layer: [
        {
          data: { values: [{ from: -0.5, to: 0.5 }] },
          mark: { type: "rect", color: palette.treatedSoft, opacity: 0.35 },
          encoding: {
            x: { field: "from", type: "quantitative" },
            x2: { field: "to" },
            y: { value: 0 },
            y2: { value: "height" },
          },
        },
        {
          mark: { type: "bar", height: 12, cornerRadius: 3 },
          encoding: {
            x: {
              field: "start",
              type: "quantitative",
              title: "Day, relative to the day of treatment",
              scale: { domain: [first - 0.5, last + 0.5], nice: false, zero: false },
              axis: {
                values: days,
                labelExpr: `${earlier}datum.value === 0 ? 'day 0' : replace(format(datum.value, '+d'), '-', '−')`,
              },
            },
            x2: { field: "end" },
            color: {
              condition: [
                { test: "datum.part === 'treatment'", value: palette.treated },
                { test: "datum.part === 'outcome'", value: palette.control },
              ],
              value: palette.reference,
            },
            tooltip: [
              { field: "label", title: "Columns" },
              { field: "days", title: "Days" },
            ],
          },
        },
        ...rowLabels("label", palette, { dy: -10, fontSize: 11 }),
      ],
    };
  },
};
