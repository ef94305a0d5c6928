import { fiveDigits } from "./format/five-digits.js";
import { countOf } from "./format/plural.js";

type Row = Readonly<Record<string, unknown>>;

/** At most so many points a line over the calendar, or a page's size would grow with the length of the log. */
const mostPoints = 200;

/** How many days one point of a line over so many days stands for. */
export const daysAPoint = (days: number): number => Math.max(1, Math.ceil(days / mostPoints));

/** What a run of days has in one field: its first text, whether any is true, the mean of its known numbers. */
function together(values: readonly unknown[]): unknown {
  const [first] = values;
  if (typeof first === "string") return first;
  if (typeof first === "boolean") return values.includes(true);
  if (Array.isArray(first))
    return first.map((_, i) => together(values.map((list) => (list as unknown[])[i])));
  const known = values.filter((value) => typeof value === "number");
  return known.length === 0 ? null : fiveDigits(known.reduce((sum, value) => sum + value, 0) / known.length);
}

/**
 * Rows by day as a line draws them: themselves, or on a long calendar the means of runs of neighbouring days, each under
 * its first day (intervals are the means of their ends, which is wider than the interval of a mean; a mark on one day is
 * a mark on its run). Files of numbers hold every day. Checked by test/report/page-weight.test.ts.
 */
export function dayRuns<Day extends Row>(rows: readonly Day[]): readonly Row[] {
  const every = daysAPoint(rows.length);
  if (every === 1) return rows;
  return Array.from({ length: Math.ceil(rows.length / every) }, (_, run) => {
    const days = rows.slice(run * every, (run + 1) * every);
    return Object.fromEntries(
      Object.keys(days[0]!).map((name) => [name, together(days.map((day) => day[name]))]),
    );
  });
}

/** The words under such a picture; null where every day is drawn. */
export const dayRunsNote = (days: number): string | null =>
  daysAPoint(days) === 1
    ? null
    : `Each point is the mean of ${countOf(daysAPoint(days), "day")}, under the first of them; the numbers (CSV) hold every day.`;
