import type { Inspection } from "../../panel/inspection/inspection.js";

/** Which columns of the daily summary are rates of which candidate, and which are means of later outcomes. */
export function dailySeries({ summary }: Inspection): {
  readonly treatments: readonly { readonly name: string; readonly column: string }[];
  readonly outcomes: readonly { readonly name: string; readonly column: string }[];
} {
  const treatments = summary.treatment_summary.map(({ treatment }) => ({
    name: treatment,
    column: `${treatment.replace(/^treatment_(?=.)/, "")}_rate`,
  }));
  const taken = new Set(["event_date", "active_rate", ...treatments.map(({ column }) => column)]);
  const outcomes = Object.keys(summary.daily_panel_summary[0] ?? {})
    .filter((column) => !taken.has(column))
    .map((column) => ({ name: column.replace(/_rate$/, ""), column }));
  return { treatments, outcomes };
}

/** The daily summary with its step as `date`. */
export const dailyRows = ({ summary }: Inspection): readonly Readonly<Record<string, unknown>>[] =>
  summary.daily_panel_summary.map(({ event_date, ...row }) => ({ date: event_date, ...row }));
