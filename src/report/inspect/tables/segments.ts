import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["summary"]["user_active_degree_segments"]>[number];

/** Events by activity segment of their user. */
export const segmentsTable = defineTable<Row, Inspection>({
  name: "segments",
  caption: "Activity segments of users",
  rows: (inspection) => inspection.summary.user_active_degree_segments ?? [],
  columns: () => [
    columns.code(
      { name: "user_active_degree", label: "Segment", sentence: "Segment, as the platform names it." },
      (row) => row.user_active_degree,
    ),
    columns.count({ name: "rows", label: "Events", sentence: "Events of its users." }, (row) => row.rows),
    columns.count({ name: "users", label: "Users", sentence: "Users in it." }, (row) => row.users),
    columns.number(
      { name: "avg_watch_ratio", label: "Watch ratio", sentence: "Mean over its events." },
      (row) => row.avg_watch_ratio,
    ),
    columns.number(
      {
        name: "avg_play_duration_sec",
        label: "Play",
        unit: "seconds",
        sentence: "Mean play duration over its events.",
      },
      (row) => row.avg_play_duration_sec,
    ),
  ],
});
