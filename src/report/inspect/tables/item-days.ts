import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { type Described, describedColumns } from "../described-columns.js";

/** Distribution over days of items of the platform's own counts. */
export const itemDaysTable = defineTable<Described, Inspection>({
  name: "item-days",
  caption: "Days of items",
  rows: (inspection) => inspection.summary.item_daily_summary ?? [],
  columns: (inspection) => describedColumns(inspection.summary.item_daily_summary ?? []),
});
