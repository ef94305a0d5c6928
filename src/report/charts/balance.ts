import type { StudyResult } from "../../study/schemas/result-schema.js";
import { balanceLimits, balancePairs } from "../balance-pairs.js";
import type { Chart } from "../chart.js";
import { formatNumber } from "../format/number.js";
import { countOf } from "../format/plural.js";
import {
  lovePlotDays,
  lovePlotParams,
  lovePlotRows,
  lovePlotStep,
  lovePlotTransform,
} from "../love-plot/love-plot-rows.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { balanceTable } from "../tables/balance.js";

const absolute = (value: { readonly standardizedMeanDifference: number } | null): number | null =>
  value === null ? null : Math.abs(value.standardizedMeanDifference);

function title(result: StudyResult): string {
  const pairs = balancePairs(result);
  const after = pairs.map((pair) => absolute(pair.weighted)).filter((value) => value !== null);
  const before = pairs.map((pair) => absolute(pair.unweighted)).filter((value) => value !== null);
  const beyond = (values: readonly number[]): number =>
    values.filter((value) => value > balanceLimits.good).length;
  if (after.length === 0) {
    return `${beyond(before)} of ${countOf(before.length, "covariate")} differ by more than 0.1 SD; no weights were formed`;
  }
  const was = `${beyond(before)} of ${before.length} were beyond before`;
  return beyond(after) === 0
    ? `All ${countOf(after.length, "covariate")} are within 0.1 SD after weighting; ${was}`
    : `${beyond(after)} of ${countOf(after.length, "covariate")} stay beyond 0.1 SD after weighting; ${was}`;
}

/** Love plot: standardised mean differences before and after weighting, with the lines 0.1 and 0.2 on both sides. */
export const balanceChart: Chart = {
  name: "balance",
  drawn: (result) => result.balance.length > 0,
  title,
  description: (result) => {
    const largest = (sample: "unweighted" | "weighted"): string => {
      const values = result.balance
        .filter((row) => row.sample === sample)
        .map((row) => Math.abs(row.standardizedMeanDifference));
      return values.length === 0 ? "not formed" : formatNumber(Math.max(...values), { decimals: 3 });
    };
    return `Rings are standardised mean differences before weighting, dots after it, one row a covariate, the largest before weighting first. Largest before: ${largest("unweighted")}; largest after: ${largest("weighted")}.`;
  },
  table: balanceTable,
  view: (result, palette) => {
    const limits = [-balanceLimits.fail, -balanceLimits.good, 0, balanceLimits.good, balanceLimits.fail];
    const number = (field: string, name: string) => ({
      field,
      title: name,
      type: "quantitative",
      format: "+.3f",
    });
    const tooltip = [
      { field: "covariate", title: "Covariate" },
      { field: "when", title: "Days" },
      number("was", "Before (SD)"),
      number("is", "After (SD)"),
      number("lower", "Lower after"),
      number("upper", "Upper after"),
    ];
    const rows = lovePlotRows(result);
    const x = (field: string) => ({ field, type: "quantitative" });
    return {
      params: lovePlotParams(rows),
      data: { values: rows },
      transform: lovePlotTransform(lovePlotDays(result)),
      height: rows.length * lovePlotStep,
      encoding: {
        y: {
          field: "covariate",
          type: "nominal",
          sort: { field: "place", op: "min" },
          title: null,
          axis: rowAxis(250),
        },
      },
      layer: [
        {
          data: { values: limits.map((limit) => ({ limit })) },
          mark: { type: "rule" },
          encoding: {
            x: { field: "limit", type: "quantitative" },
            y: { value: 0 },
            y2: { value: "height" },
            strokeDash: {
              condition: [
                { test: "datum.limit === 0", value: [1, 0] },
                { test: "abs(datum.limit) < 0.15", value: [6, 4] },
              ],
              value: [2, 4],
            },
          },
        },
        {
          mark: { type: "rule", strokeWidth: 1, opacity: 0.6, color: palette.grid },
          encoding: { x: x("linkFrom"), x2: { field: "linkTo" } },
        },
        {
          mark: { type: "rule", strokeWidth: 5, strokeCap: "round", opacity: 0.32, color: palette.control },
          encoding: { x: x("lowerShown"), x2: { field: "upperShown" }, tooltip },
        },
        {
          mark: {
            type: "point",
            filled: false,
            size: 62,
            strokeWidth: 2,
            opacity: 1,
            fill: palette.paper,
            stroke: palette.treated,
          },
          encoding: {
            x: {
              ...x("beforeShown"),
              title: "Treated minus untreated, in standard deviations",
              axis: { tickCount: { expr: "narrow ? 5 : 10" } },
              scale: {
                domain: [{ expr: "ends[sample][day][0]" }, { expr: "ends[sample][day][1]" }],
                padding: 10,
              },
            },
            tooltip,
          },
        },
        {
          mark: { type: "point", filled: true, size: 62, opacity: 1, color: palette.control },
          encoding: { x: x("afterShown"), tooltip },
        },
        ...rowLabels("covariate", palette),
        ...[
          { text: "○ before weighting", colour: palette.treated, left: 122 },
          { text: "● after weighting", colour: palette.control, left: 0 },
        ].map(({ text, colour, left }) => ({
          data: { values: [{ text }] },
          mark: { type: "text", align: "right", fontWeight: 600, color: colour },
          encoding: {
            x: { value: { expr: `width - ${left}` } },
            y: { value: -16 },
            text: { field: "text" },
          },
        })),
      ],
    };
  },
};
