import type { Design } from "../design/design.js";
import { differencesByTime } from "../diagnostics/balance/differences-by-time.js";
import type { AnalysisRows } from "./analysis-rows.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { termColumns } from "./term-columns.js";

/** Five decimals of a standard deviation are more than any reader needs, and keep long calendars short. */
const short = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(5)));

/**
 * Balance of every term that varies within a day, day by day among those still at risk, before and (with weights) after
 * weighting.
 * @param weight weight of each row after adjusting, `averaging` not included, [rows]; undefined when there are none
 * @param date calendar date of a log day
 */
export function balanceByDay(
  design: Design,
  rows: AnalysisRows,
  weight: Float64Array | undefined,
  date: (day: number) => string,
): NonNullable<StudyResult["balanceByDay"]> {
  const { day, treatment, averaging } = rows;
  const used = weight && averaging.map((value, row) => value * weight[row]!);
  const found = differencesByTime(termColumns(design), { time: day, treatment, averaging, weight: used });
  return {
    days: found.times.map(({ time, treated, control }) => ({ date: date(time), treated, control })),
    covariates: found.covariates.map(({ covariate, unweighted, weighted }) => ({
      covariate,
      unweighted: unweighted.map(short),
      weighted: weighted.map(short),
    })),
  };
}
