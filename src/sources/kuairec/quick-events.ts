import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { AuditRow } from "../../results/audit.js";
import type { UserDayTable } from "../../results/user-day-table.js";
import type { UserTotals } from "../fixed-quota.js";
import type { JudgedRows } from "../scan/row-judge.js";
import type { EventFields } from "../scan/scan-plan.js";
import { type FileAudit, scanUserDays } from "../scan/scan-user-days.js";
import { auditEvents, type EventCounts } from "./audit-events.js";
import type { CsvFile } from "./csv-file.js";
import { judgedChecks } from "./judge-rows.js";

/** What `loadEvents` and `userTotals` find of a file, and its user-days. */
export interface QuickEvents {
  readonly userDays: Omit<UserDayTable, "baseline">;
  readonly events: number;
  readonly audit: readonly AuditRow[];
  readonly totals: UserTotals;
}

const whole = (field: string) => ({ field, kind: "whole" }) as const;
const fields: EventFields = {
  user_id: whole("user_id"),
  video_id: whole("video_id"),
  play_duration: whole("play_duration"),
  video_duration: whole("video_duration"),
  event_date: { field: "date", kind: "day" },
  watch_ratio: { field: "watch_ratio", kind: "real" },
};

/**
 * One pass over an interaction file instead of a table of its events: the user-days of a definition, the same audit,
 * the same totals and, in the engine, an events table with one row a user (`SourceLog.userDays`). Undefined where the
 * file is not plain or the definition asks for more than the pass does; then `loadEvents` reads the file. Whatever the
 * pass reads it reads as `loadEvents` and `userDayTable` do, to the last bit (test/sources/kuairec).
 */
export async function quickEvents(
  engine: Engine,
  file: CsvFile,
  eventsTable: string,
  definition: PanelDefinition,
  keepDuplicates: boolean,
  context: RunContext,
): Promise<QuickEvents | undefined> {
  if (definition.unit !== "user_id" || definition.day !== "event_date") return undefined;
  const found = await scanUserDays(file.path, fields, definition, {
    context,
    audit: (header) => auditOf(header, keepDuplicates),
  });
  if (found === undefined) return undefined;
  const judged = merged(found.judged);
  if (judged === undefined) return undefined;
  await createUsers(engine, eventsTable, judged.users, found.table.users);
  const check = (name: (typeof judgedChecks)[number]): number => judged.counts[judgedChecks.indexOf(name)]!;
  const counts: EventCounts = {
    rows: check("rows"),
    brokenNumbers: 0,
    dated: check("dated"),
    blankDates: check("rows") - check("dated"),
    unreadableDates: 0,
    unreadableTimes: 0,
    otherDays: check("otherDays"),
    otherOffsets: check("otherOffsets"),
    unreadableRatios: 0,
    cappedRatios: check("cappedRatios"),
    negativeDurations: check("negativeDurations"),
    noVideoDuration: check("noVideoDuration"),
  };
  const duplicates = check("duplicates");
  const done = { duplicates, keptDuplicates: keepDuplicates, cut: undefined, dropped: false };
  return {
    userDays: found.table,
    events: counts.rows - (keepDuplicates ? 0 : duplicates),
    audit: auditEvents(file.table.name, counts, done),
    totals: { rows: judged.userRows, items: judged.userItems, catalogue: judged.catalogue },
  };
}

function auditOf(header: readonly string[], keepDuplicates: boolean): FileAudit | undefined {
  const at = (name: string) => header.indexOf(name);
  const judge = {
    source: "kuairec",
    user: at("user_id"),
    video: at("video_id"),
    playDuration: at("play_duration"),
    videoDuration: at("video_duration"),
    time: at("time"),
    date: at("date"),
    timestamp: at("timestamp"),
    watchRatio: at("watch_ratio"),
    keepDuplicates,
  } as const;
  const { user, video, playDuration, videoDuration, time, date, timestamp, watchRatio } = judge;
  if ([user, video, playDuration, videoDuration, time, date, timestamp, watchRatio].includes(-1))
    return undefined;
  return {
    judge,
    fields: {
      [user]: "whole",
      [video]: "whole",
      [playDuration]: "whole",
      [videoDuration]: "whole",
      [time]: "moment",
      [date]: "day",
      [timestamp]: "real",
      [watchRatio]: "real",
    },
  };
}

/** The stretches' findings as one, users in order of id; undefined where a user is in two stretches. */
function merged(parts: readonly JudgedRows[]): (JudgedRows & { readonly catalogue: number }) | undefined {
  const all = parts.flatMap(({ users, userRows, userItems }) =>
    Array.from(users, (user, index) => [user, userRows[index]!, userItems[index]!] as const),
  );
  all.sort(([a], [b]) => a - b);
  if (all.some(([user], index) => index > 0 && user === all[index - 1]![0])) return undefined;
  const items = new Set(parts.flatMap((part) => Array.from(part.items)));
  return {
    counts: judgedChecks.reduce((sums, _, check) => {
      sums[check] = parts.reduce((sum, { counts }) => sum + counts[check]!, 0);
      return sums;
    }, new Float64Array(judgedChecks.length)),
    users: Float64Array.from(all, ([user]) => user),
    userRows: Float64Array.from(all, ([, rows]) => rows),
    userItems: Float64Array.from(all, ([, , different]) => different),
    items: Float64Array.from(items),
    catalogue: items.size,
  };
}

/** The events table's columns with one row a user: what loading and joining attributes of users asks of it. */
async function createUsers(
  engine: Engine,
  eventsTable: string,
  users: Float64Array,
  dated: readonly string[],
): Promise<void> {
  const withDay = new Set(dated);
  await engine.run("CREATE OR REPLACE TEMP TABLE kuairec_users_seen (id BIGINT, dated INTEGER)");
  await engine.append("kuairec_users_seen", [
    BigInt64Array.from(users, (user) => BigInt(user)),
    Int32Array.from(users, (user) => (withDay.has(String(user)) ? 1 : 0)),
  ]);
  const missing = (type: string, ...names: readonly string[]) =>
    names.map((name) => `CAST(NULL AS ${type}) AS ${name}`);
  const columns = [
    "id AS user_id",
    ...missing("BIGINT", "video_id", "play_duration", "video_duration"),
    ...missing("DOUBLE", "watch_ratio"),
    "CASE WHEN dated = 1 THEN DATE '1970-01-01' END AS event_date",
    ...missing("TIMESTAMP", "event_time", "event_timestamp", "event_time_from_text"),
    ...missing("DOUBLE", "play_duration_sec", "video_duration_sec", "watch_ratio_capped_5"),
  ];
  await engine.run(
    `CREATE OR REPLACE TABLE ${eventsTable} AS SELECT ${columns.join(", ")} FROM kuairec_users_seen; ` +
      "DROP TABLE kuairec_users_seen",
  );
}
