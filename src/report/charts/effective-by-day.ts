import { effectiveSampleSizeRecord } from "../../diagnostics/effective-sample-size.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { formatDate } from "../format/date.js";
import { formatShare } from "../format/share.js";
import { effectiveByDayTable } from "../tables/effective-by-day.js";

const share = (effective: number, rows: number): number | null =>
  rows === 0 ? null : Number((effective / rows).toFixed(3));

const daysOf = ({ weightDetail }: StudyResult) =>
  (weightDetail?.byDay ?? []).map(
    ({ date, treatedRows, treatedEffective, controlRows, controlEffective }) => ({
      date,
      treated: share(treatedEffective, treatedRows),
      control: share(controlEffective, controlRows),
      treatedSize: Number(treatedEffective.toFixed(1)),
      controlSize: Number(controlEffective.toFixed(1)),
    }),
  );

/** How much of each arm is left after weighting, day by day. */
export const effectiveByDayChart: Chart = {
  name: "effective-by-day",
  drawn: (result) => daysOf(result).length > 1,
  title: (result) => {
    const found = daysOf(result).flatMap(({ date, treated, control }) =>
      [treated, control].flatMap((value, arm) =>
        value === null ? [] : [{ date, value, arm: arm === 0 ? "treated" : "untreated" }],
      ),
    );
    const worst = found.reduce((a, b) => (b.value < a.value ? b : a));
    return `After weighting every day keeps at least ${formatShare(worst.value)} of its user-days; the least is that of ${worst.arm} ones on ${formatDate(worst.date)}`;
  },
  description: () =>
    "Two lines over the calendar: the effective sample size of the treated and of the untreated user-days of each day as a share of their number, with a dashed line at the share below which a warning is given over the whole log.",
  note: (result) => dayRunsNote(daysOf(result).length),
  table: effectiveByDayTable,
  view: (result, palette) => {
    const line = (field: "treated" | "control", colour: string) => ({
      transform: [{ filter: `isValid(datum.${field})` }],
      mark: { type: "line", strokeWidth: 2, color: colour },
      encoding: {
        x: dayAxis,
        y: {
          field,
          type: "quantitative",
          title: "Effective share of user-days",
          scale: { domain: [0, 1] },
          axis: { grid: true, format: ".0%", tickCount: 5 },
        },
      },
    });
    return {
      data: dailyData(dayRuns(daysOf(result))),
      height: 180,
      layer: [
        {
          data: { values: [{ limit: effectiveSampleSizeRecord.warn }] },
          mark: { type: "rule", strokeDash: [6, 4] },
          encoding: { y: { field: "limit", type: "quantitative" } },
        },
        line("treated", palette.treated),
        line("control", palette.control),
        dayReader(
          [
            { field: "treated", type: "quantitative", format: ".1%", title: "Treated, effective" },
            { field: "control", type: "quantitative", format: ".1%", title: "Untreated, effective" },
          ],
          palette.ink,
        ),
        ...[
          { text: "treated", colour: palette.treated, left: 76 },
          { text: "untreated", colour: palette.control, left: 0 },
        ].map(({ text, colour, left }) => ({
          data: { values: [{ text }] },
          mark: {
            type: "text",
            align: "right",
            fontWeight: 600,
            color: colour,
            dx: 0 - left,
            dy: -5,
            baseline: "bottom",
          },
          encoding: { x: { value: "width" }, y: { value: "height" }, text: { field: "text" } },
        })),
      ],
    };
  },
};
