import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { UserDayTable } from "../../results/user-day-table.js";
import type { UserTotals } from "../fixed-quota.js";
import type { JudgedRows } from "../scan/row-judge.js";
import type { EventFields } from "../scan/scan-plan.js";
import { type FileAudit, scanUserDays } from "../scan/scan-user-days.js";
import type { EventCounts } from "./audit-events.js";
import type { CsvFile } from "./csv-file.js";
import { judgedChecks } from "./judge-rows.js";
import { passThreads } from "./pass-threads.js";

/** What one pass over an interaction file finds: what `loadEvents` and `userTotals` would, and its user-days. */
export interface JudgedFile {
  readonly userDays: Omit<UserDayTable, "baseline">;
  readonly counts: EventCounts;
  readonly duplicates: number;
  readonly users: Float64Array;
  readonly totals: UserTotals;
}

const whole = (field: string) => ({ field, kind: "whole" }) as const;
const fields: EventFields = {
  user_id: whole("user_id"),
  video_id: whole("video_id"),
  play_duration: whole("play_duration"),
  video_duration: whole("video_duration"),
  event_date: { field: "date", kind: "dayNumber" },
  watch_ratio: { field: "watch_ratio", kind: "real" },
};

/**
 * One pass over an interaction file without the engine: counts its rows by what is found in them, finds exact
 * duplicates and forms the user-days of a definition, in as many threads as the engine has and its memory limit bears.
 * Undefined where the file is not plain (`scanUserDays`) or the definition asks for more than the pass does.
 */
export async function judgeFile(
  engine: Engine,
  file: CsvFile,
  definition: PanelDefinition,
  keepDuplicates: boolean,
  context: RunContext,
): Promise<JudgedFile | undefined> {
  const found = await scanUserDays(file.path, fields, definition, {
    context,
    threads: await passThreads(engine),
    audit: (header) => auditOf(header, keepDuplicates),
  });
  const judged = found && merged(found.judged);
  if (judged === undefined) return undefined;
  const check = (name: (typeof judgedChecks)[number]): number => judged.counts[judgedChecks.indexOf(name)]!;
  return {
    userDays: found!.table,
    counts: {
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
    },
    duplicates: check("duplicates"),
    users: judged.users,
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
      [date]: "dayNumber",
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
