import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { fiveDigits } from "../format/five-digits.js";
import { isRefusal } from "../headline-words.js";
import { horizonTable } from "../tables/horizon.js";

type Point = NonNullable<StudyResult["horizon"]>["points"][number];

const written = ({ estimate, standardError }: Point["own"], factor: number): string =>
  formatEstimate(factor * estimate, factor * standardError);

/** Steps with a number under the axis; of a long window every few. */
function numbered(steps: number): readonly number[] {
  const every = Math.ceil(steps / 10);
  return Array.from({ length: steps }, (_, k) => k + 1).filter((k) => k % every === 0 || k === 1);
}

/** How the primary estimate grows over the outcome's window. */
export const horizonChart: Chart = {
  name: "horizon",
  drawn: ({ horizon }) => (horizon?.points.length ?? 0) > 1,
  title: (result) => {
    const { points, step } = result.horizon!;
    const { factor, difference } = displayUnit(result.outcome.unit);
    const [first, last] = [points[0]!, points.at(-1)!];
    const what = isRefusal(result) ? "The difference (an association)" : "The effect";
    return `${what} adds up to ${withUnit(written(last.cumulative, factor), difference)} over ${step}s 1 to ${last.steps}; ${step} 1 has ${written(first.own, factor)} of it and ${step} ${last.steps} ${written(last.own, factor)}`;
  },
  description: (result) => {
    const { points, step } = result.horizon!;
    return `Left to right, ${points.length} windows that begin on ${step} 1 and end one ${step} later each. The line is the adjusted difference added up over the window, with a thick bar for its own interval and a band that holds at all points together; beside it, hollow dots are the difference of the last ${step} of the window alone, with their band.`;
  },
  table: horizonTable,
  view: (result, palette) => {
    const { points, step } = result.horizon!;
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const short = (value: number): number => fiveDigits(factor * value);
    const band = ({ bandLower, bandUpper, standardError }: Point["own"]) =>
      formatInterval({ lower: factor * bandLower, upper: factor * bandUpper }, factor * standardError);
    const values = points.map(({ steps, cumulative, own }) => ({
      k: steps,
      sum: short(cumulative.estimate),
      lower: short(cumulative.lower),
      upper: short(cumulative.upper),
      low: short(cumulative.bandLower),
      high: short(cumulative.bandUpper),
      beside: steps + 0.012 * points.length + 0.03,
      own: short(own.estimate),
      ownLow: short(own.bandLower),
      ownHigh: short(own.bandUpper),
      window: steps === 1 ? `${step} 1` : `${step}s 1 to ${steps}`,
      sumWords: `${written(cumulative, factor)} (${band(cumulative)})`,
      ownWords: `${written(own, factor)} (${band(own)})`,
    }));
    const pad = 0.02 * points.length + 0.15;
    const x = (field: string) => ({
      field,
      type: "quantitative",
      title: `Last ${step} of the window`,
      axis: { values: numbered(points.length), format: "d", ticks: true, tickSize: 4 },
      scale: { domain: [1 - pad, points.length + pad], nice: false, zero: false },
    });
    const y = (field: string) => ({
      field,
      type: "quantitative",
      title: `Treated minus untreated${inUnit(unit)}`,
      axis: { grid: true, tickCount: 6 },
    });
    const tooltip = [
      { field: "window", title: "Window" },
      { field: "sumWords", title: `Added up, with band${inUnit(unit)}` },
      { field: "ownWords", title: `Last ${step} alone, with band${inUnit(unit)}` },
    ];
    return {
      data: { values },
      height: 230,
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", color: palette.reference },
          encoding: { y: { field: "zero", type: "quantitative" } },
        },
        {
          mark: { type: "area", color: palette.controlSoft, opacity: 0.6 },
          encoding: { x: x("k"), y: y("low"), y2: { field: "high" } },
        },
        {
          mark: { type: "line", strokeWidth: 2, color: palette.control },
          encoding: { x: x("k"), y: y("sum") },
        },
        {
          mark: { type: "rule", strokeWidth: 5, opacity: 0.45, color: palette.control },
          encoding: { x: x("k"), y: y("lower"), y2: { field: "upper" }, tooltip },
        },
        {
          mark: { type: "point", filled: true, size: 70, opacity: 1, color: palette.control },
          encoding: { x: x("k"), y: y("sum"), tooltip },
        },
        {
          mark: { type: "rule", strokeWidth: 2, color: palette.treated },
          encoding: { x: x("beside"), y: y("ownLow"), y2: { field: "ownHigh" }, tooltip },
        },
        {
          mark: { type: "point", size: 55, opacity: 1, color: palette.treated, fill: palette.paper },
          encoding: { x: x("beside"), y: y("own"), tooltip },
        },
        ...[
          { text: `added up from ${step} 1`, colour: palette.control, up: -18 },
          { text: `last ${step} alone`, colour: palette.treated, up: -3 },
        ].map(({ text, colour, up }) => ({
          data: { values: [{ text }] },
          mark: { type: "text", align: "right", baseline: "bottom", fontWeight: 600, color: colour },
          encoding: { x: { value: "width" }, y: { value: up }, text: { field: "text" } },
        })),
      ],
    };
  },
};
