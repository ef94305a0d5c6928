import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { type EstimateRow, primaryEstimate, roleWords, unadjustedEstimate } from "../estimate-roles.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { shownResult } from "../shown-result.js";
import { estimatesTable } from "../tables/estimates.js";
import { wrapText } from "../wrap-text.js";

/** Letters on a line of an estimator's name beside the plot. */
const lineLength = 40;

const withTruth = (result: StudyResult): string =>
  result.truth === null
    ? ""
    : `; the simulated truth is ${formatEstimate(result.truth.estimate, primaryEstimate(result)?.standardError ?? 0)}`;

function title(found: StudyResult): string {
  const result = shownResult(found);
  const primary = primaryEstimate(result);
  const plain = unadjustedEstimate(result);
  const written = (row: EstimateRow): string => formatEstimate(row.estimate, row.standardError);
  if (primary === undefined) return "The primary estimate could not be formed";
  const unit = result.outcome.unit;
  if (plain === undefined) return `The estimate is ${withUnit(written(primary), unit)}${withTruth(result)}`;
  return `Adjustment moves the estimate from ${written(plain)} to ${withUnit(written(primary), unit)}${withTruth(result)}`;
}

/** Every estimate with its interval, the plain comparison first among them, and the known truth of a simulated log. */
export const estimatesChart: Chart = {
  name: "estimates",
  drawn: (result) => result.estimates.length > 0,
  title,
  description: (result) =>
    `Dots are estimates, bars their confidence intervals: ${shownResult(result)
      .estimates.map((row) => `${row.label} ${formatEstimate(row.estimate, row.standardError)}`)
      .join(", ")}.`,
  table: estimatesTable,
  view: (found, palette) => {
    const result = shownResult(found);
    const truth = result.truth;
    const values = result.estimates.map((row) => ({
      label: row.label,
      lines: wrapText(row.label, lineLength).join("\n"),
      role: roleWords[row.role],
      part: row.role,
      estimate: row.estimate,
      lower: row.interval.lower,
      upper: row.interval.upper,
      written: formatEstimate(row.estimate, row.standardError),
      interval: `${Math.round(row.interval.level * 100)}%: ${formatInterval(row.interval, row.standardError)}`,
    }));
    const step = Math.max(46, 18 + 15 * Math.max(...values.map((row) => row.lines.split("\n").length)));
    const colour = {
      condition: { test: "datum.part === 'unadjusted'", value: palette.treated },
      value: palette.control,
    };
    const tooltip = [
      { field: "label", title: "Estimator" },
      { field: "role", title: "Role" },
      { field: "written", title: `Estimate${inUnit(result.outcome.unit)}` },
      { field: "interval", title: "Interval" },
    ];
    return {
      data: { values },
      height: values.length * step,
      encoding: {
        y: {
          field: "lines",
          type: "nominal",
          sort: null,
          title: null,
          axis: {
            ...rowAxis(262),
            labelExpr: "narrow ? '' : split(datum.label, '\\n')",
            labelLineHeight: 15,
            labelColor: palette.ink,
            labelFontSize: 12.5,
            labelFontWeight: {
              condition: {
                test: `datum.value === ${JSON.stringify(wrapText(primaryEstimate(result)?.label ?? "", lineLength).join("\n"))}`,
                value: 700,
              },
              value: 400,
            },
          },
        },
      },
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", strokeWidth: 1, color: palette.reference },
          encoding: { x: { field: "zero", type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } },
        },
        ...(truth === null
          ? []
          : [
              {
                data: { values: [{ truth: truth.estimate, label: "simulated truth" }] },
                mark: { type: "rule", strokeWidth: 1.5, strokeDash: [5, 4], color: palette.ink },
                encoding: {
                  x: { field: "truth", type: "quantitative" },
                  y: { value: 0 },
                  y2: { value: "height" },
                },
              },
              {
                data: { values: [{ truth: truth.estimate, label: "simulated truth" }] },
                mark: { type: "text", dy: -8, baseline: "bottom", fontStyle: "italic", color: palette.ink },
                encoding: {
                  x: { field: "truth", type: "quantitative" },
                  y: { value: 0 },
                  text: { field: "label" },
                },
              },
            ]),
        {
          mark: { type: "rule", strokeWidth: 7, strokeCap: "round", opacity: 0.32 },
          encoding: {
            x: {
              field: "lower",
              type: "quantitative",
              title: `Treated minus untreated${inUnit(result.outcome.unit)}`,
              axis: { grid: true, tickCount: { expr: "narrow ? 4 : 8" } },
              scale: { nice: false, padding: 60, zero: true },
            },
            x2: { field: "upper" },
            color: colour,
            tooltip,
          },
        },
        {
          mark: { type: "point", shape: "circle", filled: true, opacity: 1, strokeWidth: 2 },
          encoding: {
            x: { field: "estimate", type: "quantitative" },
            size: { condition: { test: "datum.part === 'primary'", value: 150 }, value: 80 },
            fill: {
              condition: [
                { test: "datum.part === 'sensitivity'", value: palette.paper },
                { test: "datum.part === 'unadjusted'", value: palette.treated },
              ],
              value: palette.control,
            },
            stroke: colour,
            tooltip,
          },
        },
        {
          mark: { type: "text", align: "right", fontSize: 13 },
          encoding: {
            x: { value: "width" },
            text: { field: "written" },
            color: { value: palette.ink },
          },
        },
        ...rowLabels("label", palette, { dy: -10, fontSize: 12 }),
      ],
    };
  },
};
