import { treatmentFeedbackRecord } from "../../diagnostics/treatment-feedback.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { countOf } from "../format/plural.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { feedbackTable } from "../tables/feedback.js";

const limit = treatmentFeedbackRecord.warn!;

/** At most so many terms are drawn, those that differ most; the table holds all. */
const mostTerms = 20;

function drawnTerms({ feedback }: StudyResult) {
  const short = (value: number): number => Number(value.toFixed(3)) + 0;
  return [...feedback.confounders]
    .sort((a, b) => Math.abs(b.standardizedMeanDifference) - Math.abs(a.standardizedMeanDifference))
    .slice(0, mostTerms)
    .map(({ confounder, standardizedMeanDifference, lower, upper, movable }) => ({
      label: confounder,
      size: short(standardizedMeanDifference),
      lower: short(lower),
      upper: short(upper),
      movable,
      could: movable ? "yes" : "no",
    }));
}

/** Does yesterday's treatment go with today's history? */
export const feedbackChart: Chart = {
  name: "feedback",
  drawn: (result) => result.feedback.confounders.length > 0,
  title: ({ feedback }) => {
    const movable = feedback!.confounders.filter((row) => row.movable);
    const moved = movable.filter(
      ({ standardizedMeanDifference: size, lower, upper }) =>
        Math.abs(size) > limit && (lower > 0 || upper < 0),
    );
    return moved.length === 0
      ? `Past treatment is not seen to move today's confounders: no term differs by more than ${limit} SD beyond chance`
      : `Past treatment goes with today's confounders: ${moved.length} of ${countOf(movable.length, "term")} that hold the day before ${moved.length === 1 ? "differs" : "differ"} by more than ${limit} SD`;
  },
  description: ({ feedback }) =>
    `Dots are differences of today's history terms between days after a treated and after an untreated day, in standard deviations${feedback!.weighted ? ", the days before weighted alike" : ""}; bars are intervals, simultaneous over terms. Hollow dots are terms of earlier days alone, which treatment of the day before cannot move. Dashed lines are at ${limit} SD on both sides.`,
  table: feedbackTable,
  view: (result, palette) => {
    const values = drawnTerms(result);
    const tooltip = [
      { field: "label", title: "Term" },
      { field: "size", type: "quantitative", format: "+.3f", title: "Difference (SD)" },
      { field: "lower", type: "quantitative", format: "+.3f", title: "Lower (SD)" },
      { field: "upper", type: "quantitative", format: "+.3f", title: "Upper (SD)" },
      { field: "could", title: "Holds the day before" },
    ];
    const x = {
      field: "size",
      type: "quantitative",
      title: "After a treated minus after an untreated day (SD)",
      axis: { grid: true, tickCount: { expr: "narrow ? 4 : 8" } },
    };
    return {
      data: { values },
      height: 30 * values.length,
      encoding: {
        y: { field: "label", type: "nominal", sort: null, title: null, axis: rowAxis(262) },
      },
      layer: [
        ...[-limit, 0, limit].map((at) => ({
          data: { values: [{ at }] },
          mark: { type: "rule", strokeDash: at === 0 ? [1, 0] : [6, 4], color: palette.reference },
          encoding: { x: { field: "at", type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } },
        })),
        {
          mark: { type: "rule", strokeWidth: 6, strokeCap: "round", opacity: 0.3, color: palette.control },
          encoding: { x: { ...x, field: "lower" }, x2: { field: "upper" }, tooltip },
        },
        {
          mark: { type: "point", size: 70, opacity: 1, color: palette.control, strokeWidth: 2 },
          encoding: {
            x,
            fill: { condition: { test: "datum.movable", value: palette.control }, value: palette.paper },
            tooltip,
          },
        },
        ...rowLabels("label", palette),
      ],
    };
  },
};
