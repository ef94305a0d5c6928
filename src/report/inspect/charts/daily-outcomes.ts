import { histogramName } from "../../../panel/inspection/histogram-name.js";
import { formatNumber } from "../../format/number.js";
import type { ChartFamily } from "../chart-family.js";
import { dailyRows, dailySeries } from "../daily-series.js";
import { stepAxis, stepData, stepReader } from "../step-axis.js";
import { dailyTable } from "../tables/daily.js";

const most = 3;

/** Mean of each outcome that looks one step ahead, day by day; three at most. */
export const dailyOutcomesCharts: ChartFamily = {
  name: "daily-outcomes",
  charts: (all) =>
    dailySeries(all)
      .outcomes.slice(0, most)
      .map(({ name, column }) => ({
        name: histogramName("daily", name),
        drawn: ({ summary }) => summary.daily_panel_summary.some((row) => typeof row[column] === "number"),
        title: ({ summary, overview }) => {
          const known = summary.daily_panel_summary.flatMap((row) =>
            typeof row[column] === "number" ? [row[column]] : [],
          );
          return `${name} is between ${formatNumber(Math.min(...known))} and ${formatNumber(Math.max(...known))} on average over the users of a ${overview.step}`;
        },
        description: () =>
          `One line over the log's calendar: the mean of ${name} over users at risk. It ends where the outcome's days reach past the end of the log.`,
        table: dailyTable,
        view: (inspection, palette) => ({
          data: stepData(
            inspection,
            dailyRows(inspection).map((row) => ({ date: row.date, mean: row[column] })),
          ),
          height: 150,
          layer: [
            {
              mark: { type: "line", strokeWidth: 2, color: palette.control },
              encoding: {
                x: stepAxis(inspection),
                y: {
                  field: "mean",
                  type: "quantitative",
                  title: "Mean",
                  scale: { zero: false },
                  axis: { grid: true, tickCount: 4, format: "~g" },
                },
              },
            },
            stepReader(
              inspection,
              [{ field: "mean", type: "quantitative", format: ",.3f", title: "Mean" }],
              palette.ink,
            ),
          ],
        }),
      })),
};
