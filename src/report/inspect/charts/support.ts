import type { Inspection } from "../../../panel/inspection/inspection.js";
import { countOf } from "../../format/plural.js";
import { type InspectChart, single } from "../chart-family.js";
import { seriesColour } from "../series-colours.js";
import { stepAxis, stepData, stepReader } from "../step-axis.js";
import { supportTable } from "../tables/support.js";

const enough = 30;
const series = [
  { field: "never", name: "never treated" },
  { field: "always", name: "always treated" },
] as const;
const names = series.map(({ name }) => name);

const supported = ({ stretch }: Inspection): number =>
  (stretch?.support ?? []).filter((row) => Math.min(row.always, row.never) >= enough).length;

const chart: InspectChart = {
  name: "support",
  drawn: ({ stretch }) => (stretch?.support.length ?? 0) > 1,
  title: (inspection) => {
    const { stretch, overview } = inspection;
    return `On ${supported(inspection)} of ${countOf(stretch!.support.length, `start ${overview.step}`)} at least ${enough} users followed each strategy over ${countOf(stretch!.days, overview.step)}`;
  },
  description: ({ stretch }) =>
    `Two lines over start days: users who had ${stretch!.treatment} on every available day of the stretch, and on none; a dashed line at ${enough} users.`,
  table: supportTable,
  view: (inspection, palette) => {
    const rows = inspection.stretch!.support;
    return {
      data: stepData(
        inspection,
        rows.map((row) => ({ ...row })),
      ),
      height: 200,
      layer: [
        {
          data: { values: [{ enough }] },
          mark: { type: "rule", strokeDash: [6, 4] },
          encoding: { y: { field: "enough", type: "quantitative" } },
        },
        ...series.map(({ field, name }, index) => ({
          transform: [{ calculate: JSON.stringify(name), as: "series" }],
          mark: { type: "line", strokeWidth: 2 },
          encoding: {
            x: stepAxis(inspection),
            y: {
              field,
              type: "quantitative",
              title: index === 0 ? "Users" : null,
              axis: { grid: true, tickCount: 5, format: "~s" },
            },
            color: seriesColour(names, palette),
          },
        })),
        stepReader(
          inspection,
          [
            { field: "eligible", type: "quantitative", format: ",", title: "Eligible" },
            { field: "always", type: "quantitative", format: ",", title: "Always treated" },
            { field: "never", type: "quantitative", format: ",", title: "Never treated" },
          ],
          palette.ink,
        ),
      ],
    };
  },
};

/** Users who followed "always" and "never" treated over a stretch of days, by its first day. */
export const supportCharts = single(chart);
