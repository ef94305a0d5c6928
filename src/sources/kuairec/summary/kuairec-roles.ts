import type { EventRoles } from "../../summary/event-roles.js";

const column = (name: string, dtype: string, from = name) => ({ column: name, from, dtype });

/**
 * Columns of a KuaiRec log in the notebook's names. A raw time, date or timestamp is missing where it is blank or
 * unreadable as one (the notebook counts blanks only; the audit tells the two apart).
 */
export const kuairecRoles: EventRoles = {
  user: "user_id",
  item: "video_id",
  day: "event_date",
  time: "event_time",
  words: { event: "interaction", items: "videos" },
  described: ["play_duration_sec", "video_duration_sec", "watch_ratio", "watch_ratio_capped_5"],
  averages: { avg_watch_ratio: "watch_ratio" },
  totals: { total_play_duration_sec: "play_duration_sec" },
  itemAverages: { avg_watch_ratio: "watch_ratio", avg_play_duration_sec: "play_duration_sec" },
  columns: [
    column("user_id", "whole number"),
    column("video_id", "whole number"),
    column("play_duration", "whole number"),
    column("video_duration", "whole number"),
    column("time", "text", "event_time_from_text"),
    column("date", "number", "event_date"),
    column("timestamp", "number", "event_timestamp"),
    column("watch_ratio", "number"),
    column("event_date", "day"),
    column("event_timestamp", "UTC time"),
    column("event_time_from_text", "local time"),
    column("event_time", "local time"),
    column("play_duration_sec", "number"),
    column("video_duration_sec", "number"),
    column("watch_ratio_capped_5", "number"),
  ],
};
