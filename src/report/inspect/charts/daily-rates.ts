import type { Inspection } from "../../../panel/inspection/inspection.js";
import { formatShare } from "../../format/share.js";
import { type InspectChart, single } from "../chart-family.js";
import { dailyRows, dailySeries } from "../daily-series.js";
import { seriesColour } from "../series-colours.js";
import { stepAxis, stepData, stepReader } from "../step-axis.js";
import { dailyTable } from "../tables/daily.js";

const most = 3;

const shown = (inspection: Inspection) => [
  { name: "available", column: "active_rate" },
  ...dailySeries(inspection).treatments.slice(0, most),
];

const chart: InspectChart = {
  name: "daily-rates",
  drawn: ({ summary }) => summary.daily_panel_summary.length > 1,
  title: (inspection) => {
    const rates = inspection.summary.daily_panel_summary.map((row) => Number(row.active_rate));
    return `${formatShare(Math.min(...rates))} to ${formatShare(Math.max(...rates))} of users at risk were active on a ${inspection.overview.step}`;
  },
  description: (inspection) =>
    `Lines over the log's calendar, as shares of users at risk: ${shown(inspection)
      .map(({ name }) => name)
      .join(", ")}.`,
  table: dailyTable,
  view: (inspection, palette) => {
    const series = shown(inspection);
    const rows = dailyRows(inspection);
    const long = series.map(({ column }) =>
      stepData(
        inspection,
        rows.map((row) => ({ date: row.date, share: row[column] })),
      ),
    );
    const names = series.map(({ name }) => name);
    return {
      data: stepData(inspection, rows),
      height: 230,
      layer: [
        ...long.map((data, index) => ({
          data,
          transform: [{ calculate: JSON.stringify(names[index]), as: "series" }],
          mark: { type: "line", strokeWidth: 2 },
          encoding: {
            x: stepAxis(inspection),
            y: {
              field: "share",
              type: "quantitative",
              scale: { domainMin: 0 },
              title: "Share of users at risk",
              axis: { grid: true, format: ".2~%", tickCount: 5 },
            },
            color: seriesColour(names, palette),
          },
        })),
        stepReader(
          inspection,
          series.map(({ name, column }) => ({
            field: column,
            type: "quantitative",
            format: ".1%",
            title: name,
          })),
          palette.ink,
        ),
      ],
    };
  },
};

/** Shares of users at risk who were active, and treated by each of the first three candidates, day by day. */
export const dailyRatesCharts = single(chart);
