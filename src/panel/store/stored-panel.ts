import type { UserDayTable } from "../../results/user-day-table.js";
import type { WholeRead } from "../../sources/log-growth.js";
import type { SourceLog } from "../../sources/source.js";

/** What a source says of a log, without the engine's tables, which are gone once the engine is closed. */
export type LogDescription = Omit<
  SourceLog,
  "eventsTable" | "usersTable" | "dimensions" | "userDays" | "state"
>;

/** What the store keeps: the active user-days of a log and what the source said of it. */
export interface StoredPanel {
  readonly table: UserDayTable;
  readonly log: LogDescription;
  /** Versions of what made the table, e.g. `duckdb`. */
  readonly versions: Readonly<Record<string, string>>;
  /** What lets rows appended to the log be added, or why they cannot; left out where nothing is kept. */
  readonly growth?: StoredGrowth | WholeRead;
}

/** What an entry keeps so that rows appended to its log can be added to it. */
export interface StoredGrowth {
  /** Length and SHA-256 (hex) of the file that was read. */
  readonly bytes: number;
  readonly sha256: string;
  /** Of the source's `LogState`. */
  readonly facts: object;
  /** Largest absolute value behind each measure that adds real numbers, which decides the scale of its sums. */
  readonly largest: Readonly<Record<string, number>>;
  /** Parquet files by name. */
  readonly tables: Readonly<Record<string, Uint8Array>>;
}
