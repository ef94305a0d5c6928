import type { Inspection } from "../../../panel/inspection/inspection.js";
import type { Table } from "../../table.js";
import { associationsTable } from "./associations.js";
import { auditTable } from "./audit.js";
import { balanceTable } from "./balance.js";
import { columnsTable } from "./columns.js";
import { coverageTable } from "./coverage.js";
import { dailyTable } from "./daily.js";
import { engagementTable } from "./engagement.js";
import { inventoryTable } from "./inventory.js";
import { itemActivityTable } from "./item-activity.js";
import { itemDaysTable } from "./item-days.js";
import { joinsTable } from "./joins.js";
import { metadataTable } from "./metadata.js";
import { missingnessTable } from "./missingness.js";
import { peopleTable } from "./people.js";
import { popularityTable } from "./popularity.js";
import { rawColumnsTable } from "./raw-columns.js";
import { readinessTable } from "./readiness.js";
import { segmentsTable } from "./segments.js";
import { sourcesTable } from "./sources.js";
import { stretchTable } from "./stretch.js";
import { supportTable } from "./support.js";
import { treatmentsTable } from "./treatments.js";
import { userActivityTable } from "./user-activity.js";

/** Every table of the page about a log. */
export const inspectTables: readonly Table<Inspection>[] = [
  associationsTable,
  auditTable,
  balanceTable,
  columnsTable,
  coverageTable,
  dailyTable,
  engagementTable,
  inventoryTable,
  itemActivityTable,
  itemDaysTable,
  joinsTable,
  metadataTable,
  missingnessTable,
  peopleTable,
  popularityTable,
  rawColumnsTable,
  readinessTable,
  segmentsTable,
  sourcesTable,
  stretchTable,
  supportTable,
  treatmentsTable,
  userActivityTable,
];
