import type { Engine } from "../../engine/engine.js";
import { type CoverageRow, coverageSummary } from "./coverage-summary.js";
import { type ColumnDescription, describeColumns } from "./describe-columns.js";
import type { EventRoles } from "./event-roles.js";
import { itemActivity } from "./item-activity.js";
import { type MissingnessRow, missingness } from "./missingness.js";
import type { SummaryRow } from "./summary-row.js";
import { userActivity } from "./user-activity.js";

/** What the events of any log say before a panel is built; `item_activity` where the log has items. */
export interface EventSummary {
  readonly coverage_summary: readonly CoverageRow[];
  readonly missingness_with_types: readonly MissingnessRow[];
  readonly engagement_summary: readonly ColumnDescription[];
  readonly user_activity: readonly ColumnDescription[];
  readonly item_activity?: readonly SummaryRow[];
}

/** Summary tables of an events table; the same bytes whatever the threads. */
export async function eventSummary(engine: Engine, table: string, roles: EventRoles): Promise<EventSummary> {
  return {
    coverage_summary: await coverageSummary(engine, table, roles),
    missingness_with_types: await missingness(engine, table, roles.columns),
    engagement_summary: await describeColumns(engine, table, roles.described, [1, 5, 25, 50, 75, 95, 99]),
    user_activity: await userActivity(engine, table, roles),
    ...(roles.item === undefined
      ? {}
      : { item_activity: await itemActivity(engine, table, roles.item, roles) }),
  };
}
