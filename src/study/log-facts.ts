import { dayLabel } from "../panel/log-calendar.js";
import type { Panel } from "../panel/panel.js";
import type { SourceLog } from "../sources/source.js";
import type { StudyResult } from "./schemas/result-schema.js";

/** What a study needs to know of the log that its panel was made from. */
export type LogFacts = Pick<SourceLog, "source" | "origin" | "events" | "audit"> & {
  /** Name of the table of events, e.g. "small_matrix". */
  readonly table: string;
};

/** The log as results describe it. */
export function logSummary({ calendar, users, rows }: Panel, log: LogFacts): StudyResult["log"] {
  const { days, observed } = calendar;
  return {
    source: log.source,
    origin: log.origin,
    table: log.table,
    firstDay: dayLabel(calendar, 0),
    lastDay: dayLabel(calendar, days - 1),
    days,
    gapDays: days - observed.reduce((sum, value) => sum + value, 0),
    users: users.length,
    events: log.events,
    panelRows: rows,
  };
}
