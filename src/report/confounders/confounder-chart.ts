import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatEstimate } from "../format/estimate.js";

/** An estimate under hidden confounders of every strength, unit of the outcome. */
export interface ConfoundedEstimates {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly benchmarks: readonly (Place & { readonly column: string })[];
  readonly contour: readonly Place[];
}

interface Place {
  readonly ofTreatment: number;
  readonly ofOutcome: number;
  readonly estimate: number;
}

export interface ConfounderChartWords extends Pick<Chart, "name" | "title" | "table"> {
  readonly of: (result: StudyResult) => ConfoundedEstimates;
  /** Title of the axis across. */
  readonly across: string;
}

/** Distance between neighbours of a grid's side. */
const stepOf = (values: readonly number[]): number => {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  return (sorted[1] ?? 1) - (sorted[0] ?? 0);
};

/** What would be left of an estimate if a hidden confounder were as strong as each place of a grid says. */
export const confounderChart = (words: ConfounderChartWords): Chart => ({
  name: words.name,
  drawn: (result) => words.of(result).contour.length > 0,
  title: words.title,
  description: (result) => {
    const { factor, difference } = displayUnit(result.outcome.unit);
    const { estimate, standardError } = words.of(result);
    return `A grid of strengths of a hidden confounder, with treatment along and with the outcome upwards; blue where the estimate keeps its sign, paler the less is left, orange where it turns. Without one it is ${withUnit(formatEstimate(factor * estimate!, factor * standardError!), difference)}. Rings are confounders as strong as an observed column.`;
  },
  table: words.table,
  view: (result, palette) => {
    const { contour, benchmarks, estimate, standardError } = words.of(result);
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const [wide, high] = [
      stepOf(contour.map(({ ofTreatment }) => ofTreatment)),
      stepOf(contour.map(({ ofOutcome }) => ofOutcome)),
    ];
    const write = (value: number): string => formatEstimate(factor * value, factor * standardError!);
    const cells = contour.map((cell) => ({
      x: Number(cell.ofTreatment.toFixed(5)),
      y: Number(cell.ofOutcome.toFixed(5)),
      kept: Math.sign(cell.estimate) === Math.sign(estimate!),
      size: Number(Math.min(1, Math.abs(cell.estimate / estimate!)).toFixed(3)),
      written: write(cell.estimate),
    }));
    const marked = [...benchmarks]
      .sort((a, b) => b.ofTreatment * b.ofOutcome - a.ofTreatment * a.ofOutcome)
      .map((row, i) => ({
        x: row.ofTreatment,
        y: row.ofOutcome,
        name: row.column,
        label: i === 0 ? row.column : "",
        written: write(row.estimate),
      }));
    const tooltip = [
      { field: "x", type: "quantitative", format: ".1%", title: "Of treatment" },
      { field: "y", type: "quantitative", format: ".1%", title: "Of the outcome" },
      { field: "written", title: `Estimate left${inUnit(unit)}` },
    ];
    const side = (values: readonly number[], width: number) => ({
      domain: [Math.min(...values) - width / 2, Math.max(...values) + width / 2],
      nice: false,
      zero: false,
    });
    return {
      data: { values: cells },
      height: 300,
      encoding: {},
      layer: [
        {
          transform: [
            { calculate: `datum.x - ${wide / 2}`, as: "left" },
            { calculate: `datum.x + ${wide / 2}`, as: "right" },
            { calculate: `datum.y - ${high / 2}`, as: "low" },
            { calculate: `datum.y + ${high / 2}`, as: "top" },
          ],
          mark: { type: "rect" },
          encoding: {
            x: {
              field: "left",
              type: "quantitative",
              title: words.across,
              scale: side(
                cells.map(({ x }) => x),
                wide,
              ),
              axis: { format: ".1~%", tickCount: { expr: "narrow ? 4 : 8" } },
            },
            x2: { field: "right" },
            y: {
              field: "low",
              type: "quantitative",
              title: "Share of the outcome's remaining variance",
              scale: side(
                cells.map(({ y }) => y),
                high,
              ),
              axis: { format: ".1~%", tickCount: 6 },
            },
            y2: { field: "top" },
            color: { condition: { test: "datum.kept", value: palette.control }, value: palette.treated },
            opacity: {
              field: "size",
              type: "quantitative",
              scale: { domain: [0, 1], range: [0.06, 0.6] },
              legend: null,
            },
            tooltip,
          },
        },
        ...(marked.length === 0
          ? []
          : [
              {
                data: { values: marked },
                mark: {
                  type: "point",
                  filled: false,
                  size: 80,
                  strokeWidth: 2,
                  fill: palette.paper,
                  stroke: palette.ink,
                  opacity: 1,
                },
                encoding: {
                  x: { field: "x", type: "quantitative" },
                  y: { field: "y", type: "quantitative" },
                  tooltip: [{ field: "name", title: "As strong as" }, ...tooltip],
                },
              },
              {
                data: { values: marked.slice(0, 1) },
                mark: { type: "text", dy: -12, fontWeight: 600, color: palette.ink, align: "center" },
                encoding: {
                  x: { field: "x", type: "quantitative" },
                  y: { field: "y", type: "quantitative" },
                  text: { field: "label" },
                },
              },
            ]),
      ],
    };
  },
});
