import type { AuditRow } from "../../../results/audit.js";

/** A table beside the events, in the engine with one row a key, so that a join never multiplies events. */
export interface SideTable {
  /** Name in the archive, e.g. "item_categories". */
  readonly name: string;
  /** Engine table. */
  readonly table: string;
  /** Columns of both the side table and the events table. */
  readonly key: readonly string[];
  /** Rows read, distinct keys among them, and rows whose key another row has too. */
  readonly rows: number;
  readonly keys: number;
  readonly rowsOnRepeatedKeys: number;
  readonly audit: readonly AuditRow[];
}
