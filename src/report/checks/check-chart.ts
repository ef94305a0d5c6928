import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { inUnit } from "../format/amount.js";
import { capitalised } from "../format/capitalised.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { wrapText } from "../wrap-text.js";
import type { Check } from "./check.js";
import { checkTable } from "./check-table.js";
import { estimateWords, firstSentence, heldAgainst, isOfTheQuestion } from "./check-words.js";

/** Rows of leave-one-out checks by how far they move the estimate; steps and draws stay in their order. */
function ordered(check: Check, against: number | null): Check["rows"] {
  if (check.name !== "leaveOneColumnOut" || against === null) return check.rows;
  const moved = ({ estimate }: Check["rows"][number]): number => Math.abs(estimate - against);
  return [...check.rows].sort((a, b) => moved(b) - moved(a));
}

const written = (check: Check, result: StudyResult) => {
  const { factor } = displayUnit(result.outcome.unit);
  return ordered(check, heldAgainst(check, result)).map((row) => {
    const error = factor * (row.standardError ?? Math.abs(row.estimate) / 10);
    const known = row.lower !== null && row.upper !== null;
    const [lower, upper] = known ? [factor * row.lower!, factor * row.upper!] : [null, null];
    return {
      label: capitalised(row.item),
      lines: wrapText(capitalised(row.item), 40).join("\n"),
      estimate: factor * row.estimate,
      lower,
      upper,
      written: formatEstimate(factor * row.estimate, error),
      interval: known ? formatInterval({ lower: lower!, upper: upper! }, error) : "none of its own",
    };
  });
};

/** The rows of one check with their intervals, around what they are held against. */
export const checkChart = (check: Check): Chart => ({
  name: `check-${check.name}`,
  drawn: () => check.rows.length > 1,
  title: () => firstSentence(check),
  description: (result) =>
    `${check.label}: dots are estimates, bars their intervals, and the line is at ${isOfTheQuestion(check) ? "the primary estimate" : "0"}. ${written(
      check,
      result,
    )
      .map((row) => `${row.label} ${row.written}`)
      .join(", ")}.`,
  table: checkTable(check),
  view: (result, palette) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const values = written(check, result);
    const against = heldAgainst(check, result);
    const step = Math.max(34, 14 + 15 * Math.max(...values.map((row) => row.lines.split("\n").length)));
    const tooltip = [
      { field: "label", title: "What" },
      { field: "written", title: `Estimate${inUnit(unit)}` },
      { field: "interval", title: "Interval" },
    ];
    const lines = [
      { at: 0, words: "0", dash: [1, 0] },
      ...(against === null || against === 0
        ? []
        : [{ at: factor * against, words: "primary estimate", dash: [5, 4] }]),
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
          },
        },
      },
      layer: [
        ...lines.map(({ at, dash }) => ({
          data: { values: [{ at }] },
          mark: { type: "rule", strokeDash: dash, strokeWidth: 1.2, color: palette.reference },
          encoding: { x: { field: "at", type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } },
        })),
        ...lines.slice(1).map((line) => ({
          data: { values: [line] },
          mark: { type: "text", dy: -8, baseline: "bottom", fontStyle: "italic", color: palette.ink },
          encoding: {
            x: { field: "at", type: "quantitative" },
            y: { value: 0 },
            text: { field: "words" },
          },
        })),
        ...(values.every((row) => row.lower === null)
          ? []
          : [
              {
                transform: [{ filter: "isValid(datum.lower) && isValid(datum.upper)" }],
                mark: {
                  type: "rule",
                  strokeWidth: 7,
                  strokeCap: "round",
                  opacity: 0.32,
                  color: palette.control,
                },
                encoding: { x: { field: "lower", type: "quantitative" }, x2: { field: "upper" }, tooltip },
              },
            ]),
        {
          mark: { type: "point", filled: true, size: 80, opacity: 1, color: palette.control },
          encoding: {
            x: {
              field: "estimate",
              type: "quantitative",
              title: `${estimateWords(check)}${inUnit(unit)}`,
              axis: { grid: true, tickCount: { expr: "narrow ? 4 : 8" } },
              scale: { nice: false, padding: 50, zero: true },
            },
            tooltip,
          },
        },
        {
          mark: { type: "text", align: "right", fontSize: 13 },
          encoding: { x: { value: "width" }, text: { field: "written" }, color: { value: palette.ink } },
        },
        ...rowLabels("label", palette, { dy: -9, fontSize: 11.5 }),
      ],
    };
  },
});
