import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { formatNumber } from "../format/number.js";
import { countOf } from "../format/plural.js";
import { weightsByDayTable } from "../tables/weights-by-day.js";

/** Mean stabilised weight of each day with its interval, and the line 1 that it should stay near. */
export const weightsByDayChart: Chart = {
  name: "weights-by-day",
  drawn: (result) => result.weightsByDay.length > 0,
  title: ({ weightsByDay }) => {
    const furthest = Math.max(...weightsByDay.map((day) => Math.abs(day.mean - 1)));
    const missed = weightsByDay.filter((day) => day.lower > 1 || day.upper < 1).length;
    const near = `The mean weight stays within ${formatNumber(furthest, { decimals: 2 })} of 1`;
    return missed === 0
      ? `${near}, and every day's interval holds 1`
      : `${near}; the interval misses 1 on ${missed} of ${countOf(weightsByDay.length, "day")}`;
  },
  description: () =>
    "A line of the mean stabilised weight of each day, with its interval as a band, around a line at 1.",
  note: (result) => dayRunsNote(result.weightsByDay.length),
  table: weightsByDayTable,
  view: (result, palette) => ({
    data: dailyData(dayRuns(result.weightsByDay)),
    height: 200,
    layer: [
      {
        mark: { type: "area", color: palette.controlSoft, opacity: 0.7 },
        encoding: {
          x: dayAxis,
          y: {
            field: "lower",
            type: "quantitative",
            title: "Mean stabilised weight",
            scale: { zero: false },
            axis: { grid: true, tickCount: 5 },
          },
          y2: { field: "upper" },
        },
      },
      {
        data: { values: [{ one: 1 }] },
        mark: { type: "rule", strokeDash: [6, 4] },
        encoding: { y: { field: "one", type: "quantitative" } },
      },
      {
        mark: { type: "line", strokeWidth: 2, color: palette.control },
        encoding: { x: dayAxis, y: { field: "mean", type: "quantitative" } },
      },
      dayReader(
        [
          { field: "mean", type: "quantitative", format: ".3f", title: "Mean weight" },
          { field: "lower", type: "quantitative", format: ".3f", title: "Lower" },
          { field: "upper", type: "quantitative", format: ".3f", title: "Upper" },
          { field: "rows", type: "quantitative", format: ",", title: "User-days" },
        ],
        palette.ink,
      ),
    ],
  }),
};
