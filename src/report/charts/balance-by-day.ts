import type { StudyResult } from "../../study/schemas/result-schema.js";
import {
  balanceDays,
  type CovariateDays,
  dayScatter,
  everyBalanceDays,
  worstCovariate,
} from "../balance-days.js";
import { balanceLimits } from "../balance-pairs.js";
import type { Chart } from "../chart.js";
import { dailyData, dayAxis, dayReader } from "../day-axis.js";
import { dayRuns, dayRunsNote } from "../day-runs.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { countOf } from "../format/plural.js";
import { balanceByDayTable } from "../tables/balance-by-day.js";

/** Three decimals, and no −0: what a page shows of a standardised difference. */
const short = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)) + 0);

/** One row a day that holds every drawn covariate's differences side by side: a tenth of the size of one row each. */
function dayRows({ balanceByDay }: StudyResult, found: readonly CovariateDays[]) {
  return balanceByDay!.days.map(({ date, treated, control }, at) => ({
    date,
    treated,
    control,
    before: found.map(({ days }) => short(days[at]!.unweighted)),
    after: found.map(({ days }) => short(days[at]!.weighted)),
  }));
}

/** "16 of 40 covariates are drawn, those furthest from balance on a day", or nothing when all are. */
function drawnWords(result: StudyResult): string {
  const [drawn, all] = [balanceDays(result).length, everyBalanceDays(result).length];
  return drawn === all
    ? ""
    : ` The list holds the ${drawn} of ${countOf(all, "covariate")} that are furthest from balance on some day; the table holds all.`;
}

/** Balance of a covariate day by day, before and after weighting; the page's list moves it to another covariate. */
export const balanceByDayChart: Chart = {
  name: "balance-by-day",
  drawn: (result) => worstCovariate(balanceDays(result)) !== undefined,
  title: (result) => {
    const found = everyBalanceDays(result);
    const worst = worstCovariate(found)!;
    const { largest, worstDay } = (worst.after ?? worst.before)!;
    const beyond = found.filter(
      (one) => Math.abs((one.after ?? one.before)?.average ?? 0) > balanceLimits.good,
    ).length;
    const scatter = dayScatter(result);
    const chance =
      scatter === null
        ? ""
        : `, where chance alone moves a day by about ${formatNumber(scatter, { decimals: 2 })}`;
    const average =
      beyond === 0
        ? `Over the days the differences of all ${countOf(found.length, "covariate")} average within 0.1 SD`
        : `Over the days the differences of ${beyond} of ${countOf(found.length, "covariate")} average beyond 0.1 SD`;
    return `${average}; the largest of a single day is ${formatNumber(largest, { decimals: 2 })} SD (${worst.covariate} on ${formatDate(worstDay)})${chance}`;
  },
  description: (result) =>
    `A line over the calendar for each sample: the standardised mean difference of one covariate before weighting and after it, with lines at 0.1 and 0.2 on both sides. Drawn at first: ${worstCovariate(balanceDays(result))!.covariate}.${drawnWords(result)}`,
  note: (result) => dayRunsNote(result.balanceByDay?.days.length ?? 0),
  table: balanceByDayTable,
  view: (result, palette) => {
    const found = balanceDays(result);
    const start = found.indexOf(worstCovariate(found)!);
    const ends = found.map(({ before, after }) =>
      short(1.1 * Math.max(balanceLimits.fail, before?.largest ?? 0, after?.largest ?? 0)),
    );
    const pick = (field: string) => ({ calculate: `datum.${field}[covariate]`, as: `${field}Shown` });
    const limits = [-balanceLimits.fail, -balanceLimits.good, 0, balanceLimits.good, balanceLimits.fail];
    const y = (field: string) => ({
      field: `${field}Shown`,
      type: "quantitative",
      title: "Difference (SD)",
      scale: { domain: [{ expr: "-ends[covariate]" }, { expr: "ends[covariate]" }] },
      axis: {
        tickCount: 5,
        labelExpr: "datum.value === 0 ? '0' : replace(format(datum.value, '+.1~f'), '-', '−')",
      },
    });
    const line = (field: string, colour: string) => ({
      transform: [{ filter: `isValid(datum.${field}Shown)` }],
      mark: { type: "line", strokeWidth: 2, color: colour },
      encoding: { x: dayAxis, y: y(field) },
    });
    return {
      params: [
        { name: "covariate", value: start },
        { name: "ends", value: ends },
      ],
      data: dailyData(dayRuns(dayRows(result, found))),
      transform: [pick("before"), pick("after")],
      height: 220,
      layer: [
        {
          data: { values: limits.map((limit) => ({ limit })) },
          mark: { type: "rule" },
          encoding: {
            y: { field: "limit", type: "quantitative" },
            strokeDash: {
              condition: [
                { test: "datum.limit === 0", value: [1, 0] },
                { test: "abs(datum.limit) < 0.15", value: [6, 4] },
              ],
              value: [2, 4],
            },
          },
        },
        line("before", palette.treated),
        line("after", palette.control),
        dayReader(
          [
            { field: "beforeShown", type: "quantitative", format: "+.3f", title: "Before (SD)" },
            { field: "afterShown", type: "quantitative", format: "+.3f", title: "After (SD)" },
            { field: "treated", type: "quantitative", format: ",", title: "Treated user-days" },
            { field: "control", type: "quantitative", format: ",", title: "Untreated user-days" },
          ],
          palette.ink,
        ),
        ...[
          { text: "before weighting", colour: palette.treated, left: 112 },
          { text: "after weighting", colour: palette.control, left: 0 },
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
