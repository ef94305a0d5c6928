import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { type Described, describedColumns } from "../described-columns.js";

/** Distribution over users of their activity. */
export const userActivityTable = defineTable<Described, Inspection>({
  name: "user-activity",
  caption: "What users did in the whole log",
  rows: (inspection) => inspection.summary.user_activity,
  columns: (inspection) => describedColumns(inspection.summary.user_activity),
});
