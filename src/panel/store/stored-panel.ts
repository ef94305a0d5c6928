import type { UserDayTable } from "../../results/user-day-table.js";
import type { SourceLog } from "../../sources/source.js";

/** What a source says of a log, without the engine's tables, which are gone once the engine is closed. */
export type LogDescription = Omit<SourceLog, "eventsTable" | "usersTable" | "dimensions" | "userDays">;

/** What the store keeps: the active user-days of a log and what the source said of it. */
export interface StoredPanel {
  readonly table: UserDayTable;
  readonly log: LogDescription;
  /** Versions of what made the table, e.g. `duckdb`. */
  readonly versions: Readonly<Record<string, string>>;
}
