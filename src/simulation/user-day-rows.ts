import type { UserDayTable } from "../results/user-day-table.js";
import { firstLogDay } from "./calendar-of-log.js";
import type { Catalogue } from "./catalogue.js";
import { userId } from "./user-id.js";
import type { UserPath } from "./user-path.js";
import type { UserTape } from "./user-tape.js";

/** Base measures of KuaiRec's panel, as a source would aggregate them from the events of a day. */
const measureNames = [
  "interactions",
  "unique_videos",
  "total_play_duration_ms",
  "avg_play_duration_ms",
  "avg_video_duration_ms",
  "avg_watch_ratio",
  "high_watch_count",
  "complete_or_rewatch_count",
] as const;

type MeasureName = (typeof measureNames)[number];

/** Collects active user-days, summing the events of each; nothing else of an event is kept. */
export interface UserDayRows {
  add(index: number, tape: UserTape, path: UserPath): void;
  table(): UserDayTable;
}

/** An empty collection for at most `users` users. Users who are never active leave no trace, as in a log. */
export function createUserDayRows(catalogue: Catalogue, users: number, days: number): UserDayRows {
  const room = users * days;
  const ids: string[] = [];
  const user = new Int32Array(room);
  const day = new Int32Array(room);
  const measures = Object.fromEntries(measureNames.map((name) => [name, new Float64Array(room)])) as Record<
    MeasureName,
    Float64Array
  >;
  const registerDays: number[] = [];
  const videoAuthor: number[] = [];
  const lastSeen = new Int32Array(catalogue.videos).fill(-1);
  let rows = 0;
  return {
    add(index, tape, path) {
      if (!path.active.includes(1)) return;
      for (let d = 0; d < path.days; d++) {
        if (path.active[d] === 0) continue;
        user[rows] = ids.length;
        day[rows] = d;
        sumDay(tape, catalogue, lastSeen, d, path.interactions[d]!, measures, rows);
        rows += 1;
      }
      ids.push(String(userId(index, "small")));
      registerDays.push(tape.traits.registerDays);
      videoAuthor.push(tape.traits.videoAuthor);
    },
    table() {
      const used = day.subarray(0, rows);
      const first = used.reduce((least, d) => Math.min(least, d), days);
      const last = used.reduce((most, d) => Math.max(most, d), -1);
      return {
        users: ids,
        firstDay: firstLogDay + first,
        days: last - first + 1,
        rows,
        user: user.slice(0, rows),
        day: used.map((d) => d - first),
        measures: Object.fromEntries(measureNames.map((name) => [name, measures[name].slice(0, rows)])),
        baseline: {
          register_days: Float64Array.from(registerDays),
          is_video_author: Float64Array.from(videoAuthor),
        },
      };
    },
  };
}

function sumDay(
  tape: UserTape,
  catalogue: Catalogue,
  lastSeen: Int32Array,
  day: number,
  events: number,
  measures: Record<MeasureName, Float64Array>,
  row: number,
): void {
  const first = day * tape.slots;
  const last = first + events - 1;
  let distinct = 0;
  let complete = 0;
  let videoMs = 0;
  for (let at = first; at <= last; at++) {
    const video = tape.video[at]!;
    if (lastSeen[video] !== row) distinct += 1;
    lastSeen[video] = row;
    const lengthMs = catalogue.durationMs[video]!;
    videoMs += lengthMs;
    if (tape.playMs[at]! >= lengthMs) complete += 1;
  }
  measures.interactions[row] = events;
  measures.unique_videos[row] = distinct;
  measures.total_play_duration_ms[row] = tape.playMsSum[last]!;
  measures.avg_play_duration_ms[row] = tape.playMsSum[last]! / events;
  measures.avg_video_duration_ms[row] = videoMs / events;
  measures.avg_watch_ratio[row] = tape.ratioSum[last]! / events;
  measures.high_watch_count[row] = tape.highWatchSum[last]!;
  measures.complete_or_rewatch_count[row] = complete;
}
