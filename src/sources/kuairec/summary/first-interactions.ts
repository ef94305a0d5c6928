import type { Engine } from "../../../engine/engine.js";
import { idValue, type SummaryRow } from "../../summary/summary-row.js";

const shown = 10;
const columns = [
  "play_duration",
  "video_duration",
  "watch_ratio",
  "event_date",
  "event_timestamp",
  "event_time_from_text",
  "event_time",
  "play_duration_sec",
  "video_duration_sec",
  "watch_ratio_capped_5",
];
const text = new Set(["event_date", "event_timestamp", "event_time_from_text", "event_time"]);

/** The first ten events after cleaning, by user, local time (unknown last) and video, ties by the other columns. */
export async function firstInteractions(engine: Engine, table: string): Promise<readonly SummaryRow[]> {
  const values = columns.map(
    (name) => `CAST(${name} AS ${text.has(name) ? "VARCHAR" : "DOUBLE"}) AS ${name}`,
  );
  const found = await engine.objects(
    `SELECT CAST(user_id AS VARCHAR) AS user_id, CAST(video_id AS VARCHAR) AS video_id, ${values.join(", ")} ` +
      `FROM (SELECT * FROM ${table} ORDER BY user_id, event_time NULLS LAST, video_id, ${columns.join(", ")} LIMIT ${shown}) AS head ` +
      `ORDER BY head.user_id, head.event_time NULLS LAST, head.video_id, ${columns.map((name) => `head.${name}`).join(", ")}`,
  );
  return found.map((row) => ({
    ...row,
    user_id: idValue(String(row.user_id)),
    video_id: idValue(String(row.video_id)),
  }));
}
