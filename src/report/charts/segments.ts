import { displayUnit } from "../../results/display-unit.js";
import { nounFor, restsOnOne } from "../../study/parts/part-words.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { primaryEstimate } from "../estimate-roles.js";
import { inUnit } from "../format/amount.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { fiveDigits } from "../format/five-digits.js";
import { rowAxis, rowLabels } from "../row-labels.js";
import { segmentsTable } from "../tables/segments.js";

const columnsOf = ({ segments }: StudyResult) =>
  (segments?.columns ?? []).filter((column) => column.segments.some(({ estimate }) => estimate !== null));

/** "a", "a or b", "a, b or c". */
const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** Estimate and joint interval of every segment, column by column, beside the overall estimate. */
export const segmentsChart: Chart = {
  name: "segments",
  drawn: (result) => columnsOf(result).length > 0,
  title: (result) => {
    const columns = columnsOf(result);
    const noun = nounFor(result.headline.reading);
    const { level } = result.segments!;
    const known = columns.flatMap(({ segments }) => segments.filter(({ estimate }) => estimate !== null));
    const away = known.filter(({ lower, upper }) => lower! > 0 || upper! < 0).length;
    const tested = columns.filter(({ adjustedPValue }) => adjustedPValue !== null);
    const varies = tested.filter(({ adjustedPValue }) => adjustedPValue! < 1 - level);
    const found =
      varies.length > 0
        ? `The ${noun} varies by ${varies.map(({ label }) => label).join(" and by ")}`
        : tested.length > 0
          ? `The data do not show that the ${noun} varies by ${either(tested.map(({ label }) => label))}`
          : `No two segments can be held against each other`;
    if (known.length === 1) return `${found}; the one interval ${away === 1 ? "excludes" : "includes"} 0`;
    return `${found}; ${away === known.length ? `all ${away}` : `${away === 0 ? "none" : away} of ${known.length}`} intervals exclude${away === 1 ? "s" : ""} 0`;
  },
  description: (result) =>
    `Dots are estimates within segments, bars their intervals, which hold together; a dashed line is the overall estimate, a thin one 0. Hollow dots owe more than half of their variance to one user. ${columnsOf(
      result,
    )
      .map(({ label, segments }) => `${label}: ${segments.length} segments`)
      .join("; ")}.`,
  table: segmentsTable,
  view: (result, palette) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const short = (value: number): number => fiveDigits(factor * value);
    const rows = columnsOf(result).flatMap(({ label, segments }, k) => [
      { id: `#\t${label}`, name: label, row: null },
      ...segments.map((row) => ({ id: `${k}\t${row.segment}`, name: row.segment, row })),
    ]);
    const values = rows.flatMap(({ id, name, row }) => {
      if (row === null || row.estimate === null) return [];
      const error = factor * row.standardError!;
      return [
        {
          id,
          name,
          estimate: short(row.estimate),
          lower: short(row.lower!),
          upper: short(row.upper!),
          one: restsOnOne(row),
          written: formatEstimate(factor * row.estimate, error),
          interval: formatInterval({ lower: factor * row.lower!, upper: factor * row.upper! }, error),
          rows: row.rows,
          users: row.users,
        },
      ];
    });
    const overall = primaryEstimate(result);
    const tooltip = [
      { field: "name", title: "Segment" },
      { field: "written", title: `Estimate${inUnit(unit)}` },
      { field: "interval", title: "Interval, all together" },
      { field: "rows", type: "quantitative", format: ",", title: "User-days" },
      { field: "users", type: "quantitative", format: ",", title: "Users" },
    ];
    const upright = { y: { value: 0 }, y2: { value: "height" } };
    return {
      data: { values },
      height: rows.length * 32,
      encoding: {
        y: {
          field: "id",
          type: "nominal",
          title: null,
          scale: { domain: rows.map(({ id }) => id) },
          axis: {
            ...rowAxis(230),
            labelExpr: "narrow ? '' : split(datum.value, '\\t')[1]",
            labelColor: palette.ink,
            labelFontWeight: {
              condition: { test: "substring(datum.value, 0, 1) === '#'", value: 700 },
              value: 400,
            },
          },
        },
      },
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", color: palette.reference },
          encoding: { x: { field: "zero", type: "quantitative" }, ...upright },
        },
        ...(overall === undefined
          ? []
          : [
              {
                data: { values: [{ overall: short(overall.estimate) }] },
                mark: { type: "rule", strokeWidth: 1.5, strokeDash: [5, 4], color: palette.ink },
                encoding: { x: { field: "overall", type: "quantitative" }, ...upright },
              },
            ]),
        {
          mark: { type: "rule", strokeWidth: 6, strokeCap: "round", opacity: 0.32, color: palette.control },
          encoding: {
            x: {
              field: "lower",
              type: "quantitative",
              title: `Treated minus untreated${inUnit(unit)}`,
              axis: { grid: true, tickCount: { expr: "narrow ? 4 : 8" } },
              scale: { nice: false, padding: 55, zero: true },
            },
            x2: { field: "upper" },
            tooltip,
          },
        },
        {
          mark: { type: "point", filled: true, size: 80, opacity: 1, strokeWidth: 2 },
          encoding: {
            x: { field: "estimate", type: "quantitative" },
            fill: {
              condition: { test: "datum.one", value: palette.paper },
              value: palette.control,
            },
            stroke: { value: palette.control },
            tooltip,
          },
        },
        {
          mark: { type: "text", align: "right", fontSize: 12.5, color: palette.ink },
          encoding: { x: { value: "width" }, text: { field: "written" } },
        },
        {
          data: {
            values: rows.flatMap(({ id, row }) =>
              row !== null && row.estimate === null ? [{ id, none: "not evaluated" }] : [],
            ),
          },
          mark: { type: "text", align: "right", fontSize: 12 },
          encoding: { x: { value: "width" }, text: { field: "none" } },
        },
        ...rowLabels("name", palette, { dy: -8, fontSize: 11 }).map((layer) => ({
          ...layer,
          data: { values: rows.map(({ id, name }) => ({ id, name })) },
        })),
      ],
    };
  },
};
