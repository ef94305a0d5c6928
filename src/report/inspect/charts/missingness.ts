import type { Inspection } from "../../../panel/inspection/inspection.js";
import { countOf } from "../../format/plural.js";
import { formatShare } from "../../format/share.js";
import { type InspectChart, single } from "../chart-family.js";
import { rowNames } from "../row-axis.js";
import { missingnessTable } from "../tables/missingness.js";

const most = 30;

const lacking = ({ summary }: Inspection) =>
  summary.missingness_with_types.filter((row) => row.missing_rate > 0);

const chart: InspectChart = {
  name: "missingness",
  drawn: (inspection) => lacking(inspection).length > 0,
  title: (inspection) => {
    const rows = lacking(inspection);
    const all = inspection.summary.missingness_with_types.length;
    return `${rows.length} of ${countOf(all, "column")} lack values, ${rows[0]!.column} most: ${formatShare(rows[0]!.missing_rate)}`;
  },
  description: () =>
    "Bars of the share of event rows without a usable value, one bar a column, longest first.",
  table: missingnessTable,
  view: (inspection, palette) => {
    const values = lacking(inspection).slice(0, most);
    return {
      data: { values },
      height: 24 * values.length,
      layer: [
        {
          mark: { type: "bar", height: 13, color: palette.control },
          encoding: {
            y: { field: "column", type: "nominal", sort: null, title: null, axis: rowNames(190) },
            x: {
              field: "missing_rate",
              type: "quantitative",
              title: "Share of event rows",
              axis: { grid: true, format: ".1~%", tickCount: { expr: "narrow ? 3 : 6" } },
            },
            tooltip: [
              { field: "column", title: "Column" },
              { field: "dtype", title: "Holds" },
              { field: "missing_rate", type: "quantitative", format: ".2%", title: "Missing" },
            ],
          },
        },
      ],
    };
  },
};

/** Share of rows without a usable value by column, for columns that lack any. */
export const missingnessCharts = single(chart);
