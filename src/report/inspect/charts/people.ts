import type { Inspection } from "../../../panel/inspection/inspection.js";
import { formatCount } from "../../format/count.js";
import { type InspectChart, single } from "../chart-family.js";
import { stepAxis, stepData, stepReader } from "../step-axis.js";
import { peopleTable } from "../tables/people.js";

const series = ["users at risk", "entered", "left"] as const;

const moved = ({ people }: Inspection): boolean =>
  people.slice(1).some(({ entered }) => entered > 0) || people.some(({ left }) => left > 0);

const chart: InspectChart = {
  name: "people",
  drawn: (inspection) => moved(inspection),
  title: (inspection) => {
    const { people, overview } = inspection;
    const counts = people.map(({ atRisk }) => atRisk);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const range =
      least === most ? formatCount(most) : `between ${formatCount(least)} and ${formatCount(most)}`;
    const left = people.reduce((sum, row) => sum + row.left, 0);
    const end =
      left === 0 ? "nobody leaves before the log ends" : `${formatCount(left)} leave before the end`;
    return `${range} users are at risk on a ${overview.step}; ${end}`;
  },
  description: () =>
    `Over the log's calendar: a line of the ${series[0]}, bars of users who enter after the first day upwards and of users who leave before the last downwards. A day without anybody is a gap.`,
  table: peopleTable,
  view: (inspection, palette) => ({
    data: stepData(
      inspection,
      inspection.people.map((row, index) => ({
        ...row,
        came: index === 0 ? null : row.entered,
        gone: 0 - row.left,
      })),
    ),
    height: 200,
    layer: [
      ...(
        [
          ["came", palette.treated],
          ["gone", palette.reference],
        ] as const
      ).map(([field, colour]) => ({
        mark: { type: "rule", strokeWidth: 3, color: colour },
        encoding: { x: stepAxis(inspection), y: { field, type: "quantitative" }, y2: { datum: 0 } },
      })),
      {
        mark: { type: "line", strokeWidth: 2, color: palette.control },
        encoding: {
          x: stepAxis(inspection),
          y: {
            field: "atRisk",
            type: "quantitative",
            title: "Users",
            axis: { grid: true, tickCount: 5, format: "~s" },
          },
        },
      },
      stepReader(
        inspection,
        [
          { field: "atRisk", type: "quantitative", format: ",", title: "Users at risk" },
          { field: "entered", type: "quantitative", format: ",", title: "Entered" },
          { field: "left", type: "quantitative", format: ",", title: "Left" },
        ],
        palette.ink,
      ),
    ],
  }),
};

/** Users at risk, entering and leaving over the calendar. */
export const peopleCharts = single(chart);
