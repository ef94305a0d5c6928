import { displayUnit } from "../../results/display-unit.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatNumber } from "../format/number.js";
import { dailyRatesTable } from "../tables/daily-rates.js";

/** Mean outcome of the user-days of each day; it ends where the outcome's window runs out of the log. */
export const dailyOutcomeChart: Chart = {
  name: "daily-outcome",
  drawn: (result) => result.dailyRates.some((day) => day.outcomeMean !== null),
  title: (result) => {
    const { factor, mean: unit } = displayUnit(result.outcome.unit);
    const known = result.dailyRates
      .map((day) => day.outcomeMean)
      .filter((value) => value !== null)
      .map((value) => factor * value);
    return `The mean outcome of a day stays between ${unit === "%" ? withUnit(formatNumber(Math.min(...known)), unit) : formatNumber(Math.min(...known))} and ${withUnit(formatNumber(Math.max(...known)), unit)}`;
  },
  description: (result) =>
    `One line over the days of the log: the mean of ${result.outcome.name} among the user-days of the day. It ends where the outcome's window reaches past the end of the log.`,
  note: (result) => dayRunsNote(result.dailyRates.length),
  table: dailyRatesTable,
  view: (result, palette) => {
    const { factor, mean: unit } = displayUnit(result.outcome.unit);
    const days = result.dailyRates.map(({ date, outcomeMean }) => ({
      date,
      outcomeMean: outcomeMean === null ? null : factor * outcomeMean,
    }));
    return {
      data: dailyData(dayRuns(days)),
      height: 180,
      layer: [
        {
          mark: { type: "line", strokeWidth: 2, color: palette.control },
          encoding: {
            x: dayAxis,
            y: {
              field: "outcomeMean",
              type: "quantitative",
              scale: { domainMin: 0 },
              title: `Mean outcome${inUnit(unit)}`,
              axis: { grid: true, tickCount: 4 },
            },
          },
        },
        dayReader(
          [
            {
              field: "outcomeMean",
              type: "quantitative",
              format: ",.2f",
              title: `Mean outcome${inUnit(unit)}`,
            },
          ],
          palette.ink,
        ),
      ],
    };
  },
};
