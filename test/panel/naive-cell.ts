/** One user's clicks by log day; the log's observed days follow from all users. Shares no code with src/panel. */
export interface NaiveLog {
  readonly clicks: readonly ReadonlyMap<number, number>[];
  readonly days: number;
  readonly entry: "logStart" | "firstActivity";
  readonly gapDays: "notAtRisk" | "inactive";
}

/** Value of one cell of the small panel, from first principles; undefined where there is no row. */
export function naiveCell(log: NaiveLog, user: number, day: number, column: string): number | undefined {
  const own = log.clicks[user]!;
  const gap = (d: number) => log.gapDays === "notAtRisk" && !log.clicks.some((other) => other.has(d));
  const entry = log.entry === "logStart" ? 0 : own.size === 0 ? log.days : Math.min(...own.keys());
  if (day < entry || gap(day)) return undefined;
  const clicksOn = (d: number) => own.get(d) ?? 0;
  const past = (d: number) => (d < entry ? 0 : gap(d) ? Number.NaN : clicksOn(d));
  const future = (d: number) => (d >= log.days || gap(d) ? Number.NaN : clicksOn(d));
  switch (column) {
    case "clicks":
      return clicksOn(day);
    case "active_day":
      return own.has(day) ? 1 : 0;
    case "lag_1_clicks":
      return past(day - 1);
    case "lag_3_clicks":
      return past(day - 3);
    case "prior_2day_clicks":
      return past(day - 2) + past(day - 1);
    case "tomorrow":
      return future(day + 1);
    case "lead_2_clicks":
      return future(day + 2);
    case "next_2":
      return future(day + 1) + future(day + 2);
    case "lookBack": {
      let back = 0;
      while (day - back - 1 >= entry && !gap(day - back - 1)) back += 1;
      return back;
    }
    default:
      throw new Error(`no naive code for ${column}`);
  }
}

export const naiveColumns = [
  "clicks",
  "active_day",
  "lag_1_clicks",
  "lag_3_clicks",
  "prior_2day_clicks",
  "tomorrow",
  "lead_2_clicks",
  "next_2",
] as const;
