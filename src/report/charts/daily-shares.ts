import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { formatShare } from "../format/share.js";
import { dailyRatesTable } from "../tables/daily-rates.js";

const range = (values: readonly (number | null)[]): string | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0
    ? null
    : `${formatShare(Math.min(...known))} to ${formatShare(Math.max(...known))}`;
};

const ranges = (result: StudyResult) => ({
  active: range(result.dailyRates.map((day) => day.activeRate)),
  treated: range(result.dailyRates.map((day) => day.treatmentRate)),
});

/** Share of users active, and share of available user-days treated, day by day. */
export const dailySharesChart: Chart = {
  name: "daily-shares",
  drawn: (result) => result.dailyRates.length > 0,
  title: (result) => {
    const { active, treated } = ranges(result);
    return treated === null
      ? `${active} of users were active on a day; on no day could any be treated`
      : `${active} of users were active on a day; ${treated} of available user-days were treated`;
  },
  description: () =>
    "Two lines over the days of the log: the share of users at risk who were active, and the share of available user-days that were treated.",
  note: (result) => dayRunsNote(result.dailyRates.length),
  table: dailyRatesTable,
  view: (result, palette) => {
    const last = result.dailyRates.at(-1);
    /** Where a name stands clear of its line: the highest value of the days it stands over. */
    const above = (field: "activeRate" | "treatmentRate"): number | null => {
      const known = result.dailyRates
        .slice(-16)
        .map((day) => day[field])
        .filter((value) => value !== null);
      return known.length === 0 ? null : Math.max(...known);
    };
    const series = [
      { field: "activeRate", text: "active users", colour: palette.control },
      { field: "treatmentRate", text: "treated user-days", colour: palette.treated },
    ] as const;
    return {
      data: dailyData(dayRuns(result.dailyRates)),
      height: 220,
      layer: [
        ...series.map(({ field, colour }) => ({
          mark: { type: "line", strokeWidth: 2, color: colour },
          encoding: {
            x: dayAxis,
            y: {
              field,
              type: "quantitative",
              scale: { domainMin: 0 },
              title: "Share of users, of user-days",
              axis: { grid: true, format: ".0%", tickCount: 5 },
            },
          },
        })),
        ...series
          .filter(({ field }) => above(field) !== null)
          .map(({ field, text, colour }) => ({
            data: dailyData([{ date: last?.date, [field]: above(field), text }]),
            mark: { type: "text", align: "right", dy: -10, fontWeight: 600, color: colour },
            encoding: { x: dayAxis, y: { field, type: "quantitative" }, text: { field: "text" } },
          })),
        dayReader(
          [
            { field: "atRisk", type: "quantitative", format: ",", title: "Users at risk" },
            { field: "activeRate", type: "quantitative", format: ".1%", title: "Active" },
            { field: "treatmentRate", type: "quantitative", format: ".1%", title: "Treated" },
          ],
          palette.ink,
        ),
      ],
    };
  },
};
