import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { AuditRow } from "../../results/audit.js";
import type { UserDayTable } from "../../results/user-day-table.js";
import type { UserTotals } from "../fixed-quota.js";
import { auditEvents } from "./audit-events.js";
import type { CsvFile } from "./csv-file.js";
import { judgeFile } from "./judge-file.js";

/** What `loadEvents` and `userTotals` find of a file, and its user-days. */
export interface QuickEvents {
  readonly userDays: Omit<UserDayTable, "baseline">;
  readonly events: number;
  readonly audit: readonly AuditRow[];
  readonly totals: UserTotals;
}

/**
 * One pass over an interaction file instead of a table of its events: the user-days of a definition, the same audit,
 * the same totals and, in the engine, an events table with one row a user (`SourceLog.userDays`). Undefined where the
 * file is not plain or the definition asks for more than the pass does; then the events are loaded. Whatever the pass
 * reads it reads as `loadEvents` and `userDayTable` do, to the last bit (test/sources/kuairec).
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
  const found = await judgeFile(engine, file, definition, keepDuplicates, context);
  if (found === undefined) return undefined;
  const { userDays, counts, duplicates, users, totals } = found;
  await createUsers(engine, eventsTable, users, userDays.users);
  const done = { duplicates, keptDuplicates: keepDuplicates, cut: undefined, dropped: false };
  return {
    userDays,
    events: counts.rows - (keepDuplicates ? 0 : duplicates),
    audit: auditEvents(file.table.name, counts, done),
    totals,
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
    `CREATE OR REPLACE TEMP TABLE ${eventsTable} AS SELECT ${columns.join(", ")} FROM kuairec_users_seen; ` +
      "DROP TABLE kuairec_users_seen",
  );
}
