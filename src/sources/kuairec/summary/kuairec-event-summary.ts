import type { Engine } from "../../../engine/engine.js";
import type { RunContext } from "../../../progress.js";
import type { SourceLog } from "../../source.js";
import { type ColumnDescription, describeColumns } from "../../summary/describe-columns.js";
import { type EventSummary, eventSummary } from "../../summary/event-summary.js";
import type { SummaryRow } from "../../summary/summary-row.js";
import { kuairecTables } from "../kuairec-tables.js";
import type { InventoryRow } from "./archive-inventory.js";
import { columnDictionary, type DictionaryRow } from "./column-dictionary.js";
import { firstInteractions } from "./first-interactions.js";
import { itemDayColumns, itemDayRates } from "./item-day-columns.js";
import { kuairecRoles } from "./kuairec-roles.js";
import type { KuaiRecItems } from "./load-items.js";
import { type MetadataSummary, metadataSummary } from "./metadata-summary.js";

/** What the notebook prints of a KuaiRec archive before the panel, keyed by its own names. */
export interface KuaiRecEventSummary extends EventSummary, MetadataSummary {
  readonly outer_inventory: readonly InventoryRow[];
  readonly inner_inventory: readonly InventoryRow[];
  readonly column_dictionary: readonly DictionaryRow[];
  readonly interactions: readonly SummaryRow[];
  readonly item_daily_summary: readonly ColumnDescription[];
}

/** Summary tables of a KuaiRec log and the tables beside it; `items` as `loadKuaiRecItems` gives them. */
export async function kuairecEventSummary(
  engine: Engine,
  log: SourceLog,
  items: KuaiRecItems,
  context: RunContext,
): Promise<KuaiRecEventSummary> {
  const member = log.fingerprints[0]?.name;
  const matrix = member === kuairecTables.big.member ? kuairecTables.big : kuairecTables.small;
  context.progress.stage("Summarising events");
  return {
    outer_inventory: items.outerInventory,
    inner_inventory: items.innerInventory,
    column_dictionary: columnDictionary(matrix.name),
    interactions: await firstInteractions(engine, log.eventsTable),
    ...(await eventSummary(engine, log.eventsTable, kuairecRoles)),
    ...(await metadataSummary(engine, log, items)),
    item_daily_summary: await describeColumns(
      engine,
      items.dayRowsTable,
      [...itemDayColumns, ...Object.keys(itemDayRates)],
      [5, 25, 50, 75, 95],
    ),
  };
}
