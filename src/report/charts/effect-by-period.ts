import { displayUnit } from "../../results/display-unit.js";
import { nounFor } from "../../study/parts/part-words.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { primaryEstimate } from "../estimate-roles.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { fiveDigits } from "../format/five-digits.js";
import { effectByPeriodTable } from "../tables/effect-by-period.js";

const known = ({ effectByPeriod }: StudyResult) =>
  (effectByPeriod?.periods ?? []).filter(({ estimate }) => estimate !== null);

/** Estimate by calendar week of treatment, with the band that holds over all weeks. */
export const effectByPeriodChart: Chart = {
  name: "effect-by-period",
  drawn: (result) => known(result).length > 1,
  title: (result) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const { difference, level, weeks } = result.effectByPeriod!;
    const noun = nounFor(result.headline.reading);
    const sorted = known(result).toSorted((a, b) => a.estimate! - b.estimate!);
    const [least, most] = [sorted[0]!, sorted.at(-1)!].map(({ estimate, standardError }) =>
      formatEstimate(factor * estimate!, factor * standardError!),
    );
    const often = weeks === 1 ? "week to week" : "period to period";
    const beyond = difference !== null && difference.pValue < 1 - level;
    return `${beyond ? `The ${noun} varies from ${often}` : `The data do not show that the ${noun} varies from ${often}`}: estimates run from ${least} to ${withUnit(most!, unit)}`;
  },
  description: (result) => {
    const { weeks } = result.effectByPeriod!;
    return `A line of the estimate over ${weeks === 1 ? "calendar weeks" : `periods of ${weeks} calendar weeks`} of treatment, each under its first day, with a band that holds over all of them together, a dashed line at the overall estimate and a thin one at 0. Where too few users were treated or untreated the line is broken.`;
  },
  table: effectByPeriodTable,
  view: (result, palette) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const short = (value: number | null): number | null =>
      value === null ? null : fiveDigits(factor * value);
    const values = result.effectByPeriod!.periods.map((row) => ({
      date: row.from,
      estimate: short(row.estimate),
      lower: short(row.lower),
      upper: short(row.upper),
      written:
        row.estimate === null
          ? "not evaluated"
          : formatEstimate(factor * row.estimate, factor * row.standardError!),
      interval:
        row.estimate === null
          ? "–"
          : formatInterval(
              { lower: factor * row.lower!, upper: factor * row.upper! },
              factor * row.standardError!,
            ),
      rows: row.rows,
    }));
    const y = (field: string) => ({
      field,
      type: "quantitative",
      title: `Treated minus untreated${inUnit(unit)}`,
      axis: { grid: true, tickCount: 5 },
    });
    const level = (value: number, mark: Readonly<Record<string, unknown>>) => ({
      data: { values: [{ level: value }] },
      mark: { type: "rule", ...mark },
      encoding: { y: y("level") },
    });
    const overall = primaryEstimate(result);
    return {
      data: dailyData(values),
      height: 210,
      layer: [
        {
          mark: { type: "area", color: palette.controlSoft, opacity: 0.6 },
          encoding: { x: dayAxis, y: y("lower"), y2: { field: "upper" } },
        },
        level(0, { color: palette.reference }),
        ...(overall === undefined
          ? []
          : [level(short(overall.estimate)!, { strokeDash: [5, 4], strokeWidth: 1.5, color: palette.ink })]),
        {
          mark: { type: "line", strokeWidth: 2, color: palette.control },
          encoding: { x: dayAxis, y: y("estimate") },
        },
        {
          transform: [{ filter: "isValid(datum.estimate)" }],
          mark: { type: "point", filled: true, size: 60, opacity: 1, color: palette.control },
          encoding: { x: dayAxis, y: y("estimate") },
        },
        dayReader(
          [
            { field: "written", title: `Estimate${inUnit(unit)}` },
            { field: "interval", title: "Interval, all together" },
            { field: "rows", type: "quantitative", format: ",", title: "User-days" },
          ],
          palette.ink,
        ),
      ],
    };
  },
};
