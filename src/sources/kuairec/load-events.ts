import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteLiteral } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import type { AuditRow } from "../../results/audit.js";
import type { DayRange } from "../day-range.js";
import { auditEvents, type EventCounts } from "./audit-events.js";
import { brokenNumber, refuseFirstBrokenNumber } from "./broken-number.js";
import { type CsvFile, createFromCsv } from "./csv-file.js";
import { eventColumns, eventTime, localOffset, rawColumns } from "./event-columns.js";
import { keepRange } from "./keep-range.js";

/** What is to be kept of the rows that were read. */
export interface EventChoices {
  /** User id of the first row beyond the row limit, as text; undefined when all rows were read. */
  readonly nextUser: string | undefined;
  readonly keepCutUser: boolean;
  readonly keepDuplicates: boolean;
  /** Days that are read; with a bound, rows without a date are left out too. */
  readonly range: DayRange;
}

export interface LoadedEvents {
  readonly events: number;
  readonly audit: readonly AuditRow[];
}

const staged = "kuairec_rows";
const wholeNumbers = [
  { name: "user_id", required: true },
  { name: "video_id", required: true },
  { name: "play_duration", required: false },
  { name: "video_duration", required: false },
];

/**
 * Reads an interaction file into the events table as the notebook cleans it: ids and durations whole (64 bits, so no
 * id loses a digit), `event_date` from the number written yyyymmdd or yyyymmdd.0 (the log's own day, UTC+8),
 * `event_timestamp` from seconds (UTC), `event_time` from the text with 0 to 6 fraction digits, or the timestamp plus 8
 * hours where the text is unreadable (`event_time_from_text` is the text alone), seconds from milliseconds, the watch
 * ratio held inside [0, 5]. Rows without a date stay. Then exact duplicates go (unless kept), and the user whom a row limit cut short.
 * Throws `SourceError` "kuairec.empty-table", "kuairec.not-a-whole-number", "kuairec.malformed-row",
 * "kuairec.no-readable-date", "kuairec.only-cut-user", "kuairec.nothing-in-range".
 */
export async function loadEvents(
  engine: Engine,
  file: CsvFile,
  eventsTable: string,
  choices: EventChoices,
): Promise<LoadedEvents> {
  await createFromCsv(engine, staged, file, stagedColumns());
  const counts = await countRows(engine);
  const { name, member } = file.table;
  if (counts.rows === 0) {
    throw new SourceError("kuairec.empty-table", `${member}: a header and no row`, { member });
  }
  if (counts.brokenNumbers > 0) await refuseFirstBrokenNumber(engine, file, wholeNumbers);
  if (counts.dated === 0) await refuseUndated(engine, member);
  const cut = await cutUser(engine, choices.nextUser);
  const drop = cut !== undefined && !choices.keepCutUser;
  if (drop && cut.rows === counts.rows) {
    throw new SourceError(
      "kuairec.only-cut-user",
      `${member}: the first ${counts.rows} rows hold only user ${cut.user}, who has more; read more rows, or keep the cut user`,
      { member, rows: counts.rows },
    );
  }
  const kept = drop ? ` WHERE user_id <> ${cut.user}` : "";
  const once = `(SELECT DISTINCT ${rawColumns} FROM ${staged}${kept})`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${eventsTable} AS SELECT ${dialect.select(eventColumns())} ` +
      `FROM ${choices.keepDuplicates ? staged + kept : once}`,
    "Cleaning events",
  );
  const all = await countOf(engine, eventsTable, "TRUE");
  const distinct = choices.keepDuplicates ? await countOf(engine, once, "TRUE") : all;
  await engine.run(`DROP TABLE ${staged}`);
  if ((await countOf(engine, eventsTable, "event_date IS NOT NULL")) === 0) {
    throw new SourceError(
      "kuairec.no-readable-date",
      `${member}: only user ${cut?.user}, whom the row limit cut short, has readable dates; read more rows`,
      { member },
    );
  }
  const { events, outside } = await keepRange(engine, eventsTable, choices.range, all, member);
  const duplicates = counts.rows - (drop ? cut.rows : 0) - distinct;
  const actions = {
    duplicates,
    keptDuplicates: choices.keepDuplicates,
    cut,
    dropped: drop,
    outside,
  };
  return { events, audit: auditEvents(name, counts, actions) };
}

async function countOf(engine: Engine, from: string, test: string): Promise<number> {
  const found = await engine.objects(`SELECT count(*) FILTER (WHERE ${test}) AS n FROM ${from}`);
  return Number(found[0]?.n);
}

function stagedColumns(): Readonly<Record<string, string>> {
  const date = dialect.dateFromYmdNumber('TRY_CAST("date" AS DOUBLE)');
  const time = dialect.timestampFromText('"time"');
  const timestamp = dialect.timestampFromSeconds('TRY_CAST("timestamp" AS DOUBLE)');
  return {
    user_id: dialect.wholeNumber("user_id"),
    video_id: dialect.wholeNumber("video_id"),
    play_duration: dialect.wholeNumber("play_duration"),
    video_duration: dialect.wholeNumber("video_duration"),
    watch_ratio: dialect.finiteNumber("watch_ratio"),
    event_date: date,
    event_time_from_text: time,
    event_timestamp: timestamp,
    broken_number: wholeNumbers.map(({ name, required }) => brokenNumber(name, required)).join(" OR "),
    date_text: `CASE WHEN (${date}) IS NULL THEN "date" END`,
    broken_time: `"time" IS NOT NULL AND (${time}) IS NULL`,
    broken_ratio: `watch_ratio IS NOT NULL AND (${dialect.finiteNumber("watch_ratio")}) IS NULL`,
  };
}

async function countRows(engine: Engine): Promise<EventCounts> {
  const tests: Readonly<Record<keyof EventCounts, string>> = {
    rows: "TRUE",
    brokenNumbers: "broken_number",
    dated: "event_date IS NOT NULL",
    blankDates: "event_date IS NULL AND date_text IS NULL",
    unreadableDates: "date_text IS NOT NULL",
    unreadableTimes: "broken_time",
    otherDays: `event_date IS NOT NULL AND CAST(${eventTime} AS DATE) <> event_date`,
    otherOffsets: `abs(epoch_ms(event_time_from_text) - epoch_ms(event_timestamp + ${localOffset})) > 1000`,
    unreadableRatios: "broken_ratio",
    cappedRatios: "watch_ratio > 5 OR watch_ratio < 0",
    negativeDurations: "play_duration < 0 OR video_duration < 0",
    noVideoDuration: "video_duration IS NULL OR video_duration = 0",
  };
  const pieces = Object.entries(tests).map(([name, test]) => [name, `count(*) FILTER (WHERE ${test})`]);
  const found = await engine.objects(`SELECT ${dialect.select(Object.fromEntries(pieces))} FROM ${staged}`);
  const counts = Object.entries(found[0] ?? {}).map(([name, value]) => [name, Number(value)]);
  return Object.fromEntries(counts) as unknown as EventCounts;
}

async function refuseUndated(engine: Engine, member: string): Promise<never> {
  const found = await engine.objects(
    `SELECT date_text FROM ${staged} WHERE date_text IS NOT NULL ORDER BY date_text LIMIT 1`,
  );
  const example = found[0]?.date_text;
  throw new SourceError(
    "kuairec.no-readable-date",
    `${member}: no row has a readable date (${example === undefined ? "all are blank" : `found e.g. "${example}"`}); expected numbers such as 20200705`,
    { member, example: example ?? null },
  );
}

/** The user of the first unread row, if some of their rows were read: the limit cut them short. */
async function cutUser(
  engine: Engine,
  nextUser: string | undefined,
): Promise<{ readonly user: string; readonly rows: number } | undefined> {
  if (nextUser === undefined) return undefined;
  const user = dialect.wholeNumber(quoteLiteral(nextUser));
  const found = await engine.objects(
    `SELECT user_id, count(*) AS n FROM ${staged} WHERE user_id = (${user}) GROUP BY user_id ORDER BY user_id`,
  );
  return found[0] && { user: String(found[0].user_id), rows: Number(found[0].n) };
}
