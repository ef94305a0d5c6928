import type { Inspection } from "../../panel/inspection/inspection.js";

const most = 400;

/** How many observed days in a row one row by day stands for. */
export const daysAPoint = ({ overview }: Inspection): number =>
  Math.max(1, Math.ceil((overview.days - overview.gapDays) / most));

/**
 * The inspection with at most 400 rows by day: of a longer calendar each row stands for a run of days
 * and holds their means (sums of users entering and leaving), under the first of them. Keeps the page's size in bounds
 * whatever the length of the log; `summary.json` has every day.
 */
export function condensed(inspection: Inspection): Inspection {
  const every = daysAPoint(inspection);
  if (every === 1) return inspection;
  const { summary, people, stretch } = inspection;
  return {
    ...inspection,
    people: runs(people, every, ["entered", "left"]),
    stretch: stretch && { ...stretch, support: runs(stretch.support, every, []) },
    summary: { ...summary, daily_panel_summary: [...runs(summary.daily_panel_summary, every, [])] },
  };
}

function runs<Row extends object>(
  rows: readonly Row[],
  every: number,
  added: readonly string[],
): readonly Row[] {
  const starts = Array.from({ length: Math.ceil(rows.length / every) }, (_, index) => index * every);
  return starts.map((start) => {
    const run = rows.slice(start, start + every);
    const cells = Object.entries(run[0]!).map(([name, first]) => {
      const values = run.flatMap((row) => {
        const value = (row as Readonly<Record<string, unknown>>)[name];
        return typeof value === "number" ? [value] : [];
      });
      const sum = values.reduce((total, value) => total + value, 0);
      if (typeof first === "string") return [name, first];
      return [name, values.length === 0 ? null : added.includes(name) ? sum : sum / values.length];
    });
    return Object.fromEntries(cells) as Row;
  });
}
