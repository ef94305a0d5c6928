import type { Histogram } from "../../panel/inspection/histogram.js";
import { withUnit } from "../format/amount.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import type { InspectChart } from "./chart-family.js";
import { histogramTable } from "./histogram-table.js";

const silent = new Set(["", "text", "share", "ratio"]);

const written = (value: number, unit: string): string =>
  withUnit(formatNumber(value, { significant: 3 }), silent.has(unit) ? "" : unit);

/** "in half of the events, watch_ratio is 0.42 to 1.1", "half of the users have 26 to 33 active days". */
function half({ column, unit: given, of, quartiles: [low, middle, high] }: Histogram): string {
  const unit = given === column ? "" : given;
  const range =
    low === high
      ? written(middle, unit)
      : `${formatNumber(low, { significant: 3 })} to ${written(high, unit)}`;
  return of === "users"
    ? `half of the users have ${range} ${column}`
    : `in half of the ${of}, ${column} is ${range}`;
}

function title(histogram: Histogram): string {
  const { unit, of, beyond, known, marks, bins } = histogram;
  const [mark] = marks;
  if (mark !== undefined && of === "available user-days")
    return `${mark.label} is cut at ${written(mark.value, unit === histogram.column ? "" : unit)}; ${half(histogram)}`;
  const tail =
    beyond === 0
      ? ""
      : `; ${formatShare(beyond / known)} reach ${written(bins.at(-1)!.to, unit)} and are not drawn`;
  const words = half(histogram);
  return words[0]!.toUpperCase() + words.slice(1) + tail;
}

/** The chart of one histogram. */
export const histogramChart = (histogram: Histogram): InspectChart => ({
  name: histogram.name,
  drawn: () => histogram.known > 0,
  title: () => title(histogram),
  description: () =>
    `Histogram of ${histogram.column}: each bar is the share of ${formatCount(histogram.known)} ${histogram.of} in its range${
      histogram.marks.length === 0
        ? ""
        : `, with lines at ${histogram.marks.map(({ label, value }) => `${formatNumber(value)} (${label})`).join(" and ")}`
    }.`,
  table: histogramTable(histogram),
  view: (_inspection, palette) => {
    const { bins, known, marks, column, unit, of } = histogram;
    const values = bins.map((bin) => ({ ...bin, share: bin.count / known }));
    const [first, last] = [bins[0]!.from, bins.at(-1)!.to];
    const share = (value: number): number => (value - first) / (last - first);
    /** Words stand right of their line, but where the axis ends or another line is near and there is room on the left. */
    const onLeft = (value: number): boolean =>
      share(value) > 0.5 ||
      (share(value) > 0.2 &&
        marks.some((other) => other.value > value && share(other.value) - share(value) < 0.25));
    return {
      data: { values },
      height: 190,
      encoding: {},
      layer: [
        {
          mark: { type: "rect", xOffset: 0.5, x2Offset: -0.5, color: palette.control },
          encoding: {
            x: {
              field: "from",
              type: "quantitative",
              title: `${column}${silent.has(unit) || unit === column ? "" : ` (${unit})`}`,
              scale: { domain: [first, last], nice: false },
              axis: {
                tickCount: { expr: "narrow ? 5 : 10" },
                format: last >= 10_000 ? "~s" : ",~g",
                ...(bins.every(({ from }) => Number.isInteger(from)) ? { tickMinStep: 1 } : {}),
              },
            },
            x2: { field: "to" },
            y: {
              field: "share",
              type: "quantitative",
              title: `Share of ${of}`,
              axis: { grid: true, tickCount: 4, format: ".1~%" },
            },
            y2: { datum: 0 },
            tooltip: [
              { field: "from", type: "quantitative", format: ",~g", title: `${column} from` },
              { field: "to", type: "quantitative", format: ",~g", title: "to below" },
              { field: "count", type: "quantitative", format: ",", title: of },
              { field: "share", type: "quantitative", format: ".2%", title: "Share" },
            ],
          },
        },
        ...marks.flatMap(({ value, label }, index) => [
          {
            data: { values: [{ value }] },
            mark: { type: "rule", strokeDash: [6, 4], color: palette.treated, strokeWidth: 1.5 },
            encoding: {
              x: { field: "value", type: "quantitative" },
              y: { value: 0 },
              y2: { value: "height" },
            },
          },
          {
            data: {
              values: [{ value, label: `${label}: ${formatNumber(value)}`, short: formatNumber(value) }],
            },
            mark: {
              type: "text",
              align: onLeft(value) ? "right" : "left",
              dx: onLeft(value) ? -6 : 6,
              baseline: "top",
              fontWeight: 600,
              color: palette.treated,
            },
            encoding: {
              x: { field: "value", type: "quantitative" },
              y: { value: 2 + 17 * index },
              text: { condition: { test: "narrow", value: { expr: "datum.short" } }, field: "label" },
            },
          },
        ]),
      ],
    };
  },
});
