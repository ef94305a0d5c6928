import { dialect } from "../../engine/dialect.js";

/** What a row of the interaction file holds, once typed. */
export const rawColumns =
  "user_id, video_id, play_duration, video_duration, watch_ratio, event_date, event_time_from_text, event_timestamp";

/** The log's clock is so far ahead of UTC. */
export const localOffset = "INTERVAL 8 HOURS";

/** The local time of an event: the text's, else the timestamp's. */
export const eventTime = `coalesce(event_time_from_text, event_timestamp + ${localOffset})`;

/** The columns of the events table, from `rawColumns`. */
export const eventColumns = (): Readonly<Record<string, string>> => ({
  user_id: "user_id",
  video_id: "video_id",
  play_duration: "play_duration",
  video_duration: "video_duration",
  watch_ratio: "watch_ratio",
  event_date: "event_date",
  event_time: eventTime,
  event_timestamp: "event_timestamp",
  event_time_from_text: "event_time_from_text",
  play_duration_sec: "CAST(play_duration AS DOUBLE) / 1000",
  video_duration_sec: "CAST(video_duration AS DOUBLE) / 1000",
  watch_ratio_capped_5: dialect.clamp("watch_ratio", 0, 5),
});
