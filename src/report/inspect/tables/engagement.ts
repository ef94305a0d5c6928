import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { type Described, describedColumns } from "../described-columns.js";

/** Distribution of the numeric columns of the events. */
export const engagementTable = defineTable<Described, Inspection>({
  name: "engagement",
  caption: "Numeric columns of the events",
  rows: (inspection) => inspection.summary.engagement_summary,
  columns: (inspection) => describedColumns(inspection.summary.engagement_summary),
});
