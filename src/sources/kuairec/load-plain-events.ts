import type { PanelDefinition } from "../../definition/panel-definition.js";
import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { DayRange } from "../day-range.js";
import type { UserTotals } from "../fixed-quota.js";
import { auditEvents } from "./audit-events.js";
import { type CsvFile, csvRows } from "./csv-file.js";
import { eventColumns, rawColumns } from "./event-columns.js";
import { judgeFile } from "./judge-file.js";
import { keepRange } from "./keep-range.js";
import { kuairecPanel } from "./kuairec-panel.js";
import type { LoadedEvents } from "./load-events.js";

const types = {
  user_id: "BIGINT",
  video_id: "BIGINT",
  play_duration: "BIGINT",
  video_duration: "BIGINT",
  time: "TIMESTAMP",
  date: "DOUBLE",
  timestamp: "DOUBLE",
  watch_ratio: "DOUBLE",
} as const;

/** Asks for no sums: the pass then only judges the rows. */
const nothing: PanelDefinition = { ...kuairecPanel, measures: {} };

/**
 * What `loadEvents` does, for a whole file that one pass without the engine finds plain: every field is then known to be
 * blank or a number, a day or a moment in usual notation, so that the engine reads it as such instead of examining
 * texts, and looks for exact duplicates only where the pass has met some. Undefined for any other file; then
 * `loadEvents` reads it, or says what is wrong with it. The same events and audit as `loadEvents`
 * (test/sources/kuairec/load-plain-events.test.ts).
 * @returns also the totals of users, where every day is read
 */
export async function loadPlainEvents(
  engine: Engine,
  file: CsvFile,
  eventsTable: string,
  choices: { readonly keepDuplicates: boolean; readonly range: DayRange },
  context: RunContext,
): Promise<(LoadedEvents & { readonly totals: UserTotals | undefined }) | undefined> {
  const { keepDuplicates, range } = choices;
  const found = await judgeFile(engine, file, nothing, keepDuplicates, context);
  if (found === undefined) return undefined;
  const { counts, duplicates, totals } = found;
  const rows = `(SELECT ${dialect.select(typedColumns)} FROM ${csvRows(file, types)})`;
  const once = duplicates > 0 && !keepDuplicates ? `(SELECT DISTINCT ${rawColumns} FROM ${rows})` : rows;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${eventsTable} AS SELECT ${dialect.select(eventColumns())} FROM ${once}`,
    `Reading ${file.table.name}`,
  );
  const all = counts.rows - (keepDuplicates ? 0 : duplicates);
  const { events, outside } = await keepRange(engine, eventsTable, range, all, file.table.member);
  const done = { duplicates, keptDuplicates: keepDuplicates, cut: undefined, dropped: false, outside };
  return {
    events,
    audit: auditEvents(file.table.name, counts, done),
    totals: outside === undefined ? totals : undefined,
  };
}

const typedColumns: Readonly<Record<string, string>> = {
  user_id: "user_id",
  video_id: "video_id",
  play_duration: "play_duration",
  video_duration: "video_duration",
  watch_ratio: "watch_ratio",
  event_date: dialect.dateFromYmdNumber('"date"'),
  event_time_from_text: '"time"',
  event_timestamp: dialect.timestampFromSeconds('"timestamp"'),
};
