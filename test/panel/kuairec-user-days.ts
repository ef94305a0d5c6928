import type { UserDayTable } from "../../src/results/user-day-table.js";

/** A KuaiRec-shaped user-day table from what a test wants to vary; the other measures are made from the counts. */
export function kuairecUserDays(
  rows: readonly { readonly user: number; readonly day: number; readonly interactions: number }[],
  log: { readonly users: readonly string[]; readonly days: number; readonly firstDay?: number },
): UserDayTable {
  const column = (value: (interactions: number) => number) =>
    Float64Array.from(rows, (row) => value(row.interactions));
  return {
    users: log.users,
    firstDay: log.firstDay ?? 18448,
    days: log.days,
    rows: rows.length,
    user: Int32Array.from(rows, (row) => row.user),
    day: Int32Array.from(rows, (row) => row.day),
    measures: {
      interactions: column((n) => n),
      unique_videos: column((n) => n),
      total_play_duration_ms: column((n) => 9001 * n),
      avg_play_duration_ms: column(() => 9001),
      avg_video_duration_ms: column((n) => 12000 + n),
      avg_watch_ratio: column((n) => 0.9 + n / 1000),
      high_watch_count: column((n) => Math.floor(n / 2)),
      complete_or_rewatch_count: column((n) => Math.floor(n / 3)),
    },
    baseline: {
      register_days: Float64Array.from(log.users, (_, user) => 100 + user),
      is_video_author: Float64Array.from(log.users, (_, user) => user % 2),
    },
  };
}
