import type { EntryRule } from "../definition/entry-exit.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { UserDayTable } from "../results/user-day-table.js";
import { type LogStep, stepOfDate } from "../sources/log-step.js";
import { entryDateKey, lastDateKey } from "./user-dates.js";

/** First day, day after the last, and day from which nothing is known, of each user; log days. [users] each */
export interface UserSpans {
  readonly entry: Int32Array;
  readonly end: Int32Array;
  readonly knownUntil: Int32Array;
}

/**
 * From when to when a user has rows. A user who never entered, or left before entering, has none (`entry` equals `end`).
 * An exit by event is the first day of the log with the measure above 0, that day included; one who was lost has rows to
 * the given day, that day included. On a grid of weeks a date stands for its week; numbered periods have no dates, and
 * rules that ask for one are refused before (`checkStep`).
 */
export function userSpans(
  table: UserDayTable,
  tableOffsets: Int32Array,
  definition: Pick<PanelDefinition, "entry" | "exit">,
  step: LogStep,
): UserSpans {
  const logDayOf = (date: number): number =>
    (step.unit === "period" ? Number.NaN : stepOfDate(step, date)) - table.firstDay;
  const { days } = table;
  const users = table.users.length;
  const entry = new Int32Array(users);
  const end = new Int32Array(users).fill(days);
  const knownUntil = new Int32Array(users).fill(days);
  const { exit } = definition;
  const marks = exit?.kind === "event" ? table.measures[exit.measure] : undefined;
  const lastDate = exit?.kind === "lost" ? table.baseline[lastDateKey] : undefined;
  for (let user = 0; user < users; user++) {
    const [from, to] = [tableOffsets[user]!, tableOffsets[user + 1]!];
    entry[user] = entryOf(definition.entry, table, user, from, to, logDayOf);
    if (marks !== undefined) {
      let row = from;
      while (row < to && !(marks[row]! > 0)) row += 1;
      if (row < to) end[user] = table.day[row]! + 1;
    }
    if (lastDate !== undefined && !Number.isNaN(lastDate[user]))
      end[user] = Math.max(0, Math.min(days, logDayOf(lastDate[user]!) + 1));
    end[user] = Math.max(entry[user]!, end[user]!);
    if (lastDate !== undefined) knownUntil[user] = end[user]!;
  }
  return { entry, end, knownUntil };
}

function entryOf(
  rule: EntryRule,
  table: UserDayTable,
  user: number,
  from: number,
  to: number,
  logDayOf: (date: number) => number,
): number {
  const { days } = table;
  if (rule === "logStart") return 0;
  if (rule === "firstActivity") return from < to ? table.day[from]! : days;
  const date = table.baseline[entryDateKey]![user]!;
  return Number.isNaN(date) ? days : Math.max(0, Math.min(days, logDayOf(date)));
}
