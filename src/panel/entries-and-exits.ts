import { checkCall, kinds } from "../call-check.js";
import { dayLabel } from "./log-calendar.js";
import type { Panel } from "./panel.js";

/** Users who came and went on one calendar day. */
export interface EntryExitRow {
  /** "YYYY-MM-DD"; the first day of a week, the number of a period. */
  readonly date: string;
  /** Users whose first row is this day. */
  readonly entered: number;
  /** Users whose last row is this day although the log goes on. */
  readonly left: number;
  /** Users with a row on this day. */
  readonly atRisk: number;
}

/** First and last rows of users by day; a day without rows is left out. */
export function entriesAndExits(panel: Panel): readonly EntryExitRow[] {
  checkCall("entriesAndExits", { panel }, { panel: kinds.panel });
  const { days } = panel.calendar;
  const [entered, last, atRisk] = Array.from({ length: 3 }, () => new Float64Array(days));
  for (const { offsets, users, day } of panel.shards()) {
    for (const date of day) atRisk![date]! += 1;
    for (let user = 0; user < users; user++) {
      const [from, to] = [offsets[user]!, offsets[user + 1]!];
      if (from === to) continue;
      entered![day[from]!]! += 1;
      last![day[to - 1]!]! += 1;
    }
  }
  const lastDay = atRisk!.findLastIndex((users) => users > 0);
  return Array.from(atRisk!, (_, day) => day)
    .filter((day) => atRisk![day]! > 0)
    .map((day) => ({
      date: dayLabel(panel.calendar, day),
      entered: entered![day]!,
      left: day === lastDay ? 0 : last![day]!,
      atRisk: atRisk![day]!,
    }));
}
