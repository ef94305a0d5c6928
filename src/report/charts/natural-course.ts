import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { inUnit } from "../format/amount.js";
import { countOf } from "../format/plural.js";
import { naturalCourseTable } from "../tables/natural-course.js";

const daysOf = ({ modelChecks, outcome }: StudyResult) => {
  const { factor } = displayUnit(outcome.unit);
  const short = (value: number): number => Number((factor * value).toPrecision(4));
  return (modelChecks.naturalCourse?.days ?? []).map(({ date, rows, predicted, observed, lower, upper }) => ({
    date,
    rows,
    predicted: short(predicted),
    observed: short(observed),
    low: lower === null ? null : short(predicted + lower),
    high: upper === null ? null : short(predicted + upper),
    beyond: lower !== null && upper !== null && (lower > 0 || upper < 0),
  }));
};

/** The natural course: predicted beside observed mean outcomes, day by day. */
export const naturalCourseChart: Chart = {
  name: "natural-course",
  drawn: (result) => daysOf(result).length > 1,
  title: (result) => {
    const days = daysOf(result);
    const beyond = days.filter((day) => day.beyond).length;
    return beyond === 0
      ? `The models give back the observed days: on none of ${countOf(days.length, "day")} is the mean outcome further from the predicted one than chance allows`
      : `The models miss some days: on ${beyond} of ${countOf(days.length, "day")} the mean outcome is further from the predicted one than chance allows`;
  },
  description: () =>
    "Two lines over the calendar: the mean outcome that the outcome models predict under the treatment received, and the mean that was observed, with the observed mean's interval around it, simultaneous over days. Days beyond chance have a dot.",
  note: (result) => dayRunsNote(daysOf(result).length),
  table: naturalCourseTable,
  view: (result, palette) => {
    const { mean: unit } = displayUnit(result.outcome.unit);
    const days = daysOf(result);
    const y = (field: string) => ({
      field,
      type: "quantitative",
      title: `Mean outcome${inUnit(unit)}`,
      scale: { zero: false },
      axis: { grid: true, tickCount: 5 },
    });
    return {
      data: dailyData(dayRuns(days)),
      height: 220,
      layer: [
        {
          transform: [{ filter: "isValid(datum.low)" }],
          mark: { type: "area", color: palette.controlSoft, opacity: 0.6 },
          encoding: { x: dayAxis, y: y("low"), y2: { field: "high" } },
        },
        {
          mark: { type: "line", strokeWidth: 2, color: palette.control },
          encoding: { x: dayAxis, y: y("observed") },
        },
        {
          mark: { type: "line", strokeWidth: 2, strokeDash: [5, 3], color: palette.treated },
          encoding: { x: dayAxis, y: y("predicted") },
        },
        {
          mark: { type: "point", filled: true, size: 60, color: palette.control },
          encoding: {
            x: dayAxis,
            y: y("observed"),
            opacity: { condition: { test: "datum.beyond", value: 1 }, value: 0 },
          },
        },
        dayReader(
          [
            { field: "observed", type: "quantitative", format: ",.4~r", title: `Observed${inUnit(unit)}` },
            { field: "predicted", type: "quantitative", format: ",.4~r", title: `Predicted${inUnit(unit)}` },
            { field: "rows", type: "quantitative", format: ",", title: "User-days" },
          ],
          palette.ink,
        ),
        ...[
          { text: "observed", colour: palette.control, left: 68 },
          { text: "predicted", colour: palette.treated, left: 0 },
        ].map(({ text, colour, left }) => ({
          data: { values: [{ text }] },
          mark: { type: "text", align: "right", fontWeight: 600, color: colour },
          encoding: {
            x: { value: { expr: `width - ${left}` } },
            y: { value: -10 },
            text: { field: "text" },
          },
        })),
      ],
    };
  },
};
