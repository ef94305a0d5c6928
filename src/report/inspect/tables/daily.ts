import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";
import { dailySeries } from "../daily-series.js";

type Row = Inspection["summary"]["daily_panel_summary"][number];

/** Rates and means over at-risk users, day by day. */
export const dailyTable = defineTable<Row, Inspection>({
  name: "daily",
  caption: "Rates and mean outcomes by day",
  rows: (inspection) => inspection.summary.daily_panel_summary,
  columns: (inspection) => {
    const { treatments, outcomes } = dailySeries(inspection);
    const get = (column: string) => (row: Row) => row[column] as number | null;
    return [
      columns.text(
        {
          name: "event_date",
          label: "Day",
          sentence: "Day, first day of the week, or number of the period.",
        },
        (row) => row.event_date,
      ),
      columns.share<Row>(
        { name: "active_rate", label: "Active", sentence: "Share of users at risk who were available." },
        get("active_rate"),
      ),
      ...treatments.map(({ name, column }) =>
        columns.share<Row>(
          { name: column, label: name, sentence: `Share of user-days with ${name}.` },
          get(column),
        ),
      ),
      ...outcomes.map(({ name, column }) =>
        columns.number<Row>(
          { name: column, label: name, sentence: `Mean of ${name} where it is known.` },
          get(column),
        ),
      ),
    ];
  },
});
