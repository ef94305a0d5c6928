import type { PanelColumn } from "../definition/panel-column.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { LogStep } from "../sources/log-step.js";

/** The calendar of a log: its days (weeks, numbered periods), and which of them had any event. */
export interface LogCalendar {
  /** What is counted; "day" stands for it in all other names. */
  readonly step: LogStep;
  /** The first, counted as `step` says: days from 1970-01-01, weeks from the first of 1970, the period's number. */
  readonly firstDay: number;
  readonly days: number;
  /** 1 where at least one user was logged, [days]. */
  readonly observed: Uint8Array;
}

/** A run of whole users. Rows are sorted by user and day; columns are evaluated on first use and kept. */
export interface PanelShard {
  /** Index of the first user of the shard in `Panel.users`. */
  readonly firstUser: number;
  readonly users: number;
  /** Index of the first row of the shard in the panel. */
  readonly firstRow: number;
  readonly rows: number;
  /** Row offsets within the shard, [users + 1]. */
  readonly offsets: Int32Array;
  /** Log day of each user's entry; the number of log days for a user who never entered. [users] */
  readonly entry: Int32Array;
  /** Panel user index and log day (from 0) of each row, [rows]. */
  readonly user: Int32Array;
  readonly day: Int32Array;
  /** Days of history the log holds for this row: log days between the user's entry, or the last gap, and this day. */
  readonly lookBack: Int32Array;
  /** Any panel column or candidate treatment, [rows]; NaN means not known. Throws `PanelError` for an unknown name. */
  column(name: string): Float64Array;
}

/** A dense user-day panel: a re-iterable sequence of user shards. */
export interface Panel {
  readonly definition: PanelDefinition;
  readonly columns: readonly PanelColumn[];
  readonly users: readonly string[];
  readonly calendar: LogCalendar;
  readonly rows: number;
  /** Active user-days that are no rows, because they lie before the user's entry or after the user's exit. */
  readonly activeDaysLeftOut: number;
  /** Hash of the definition without its treatments, and of the input; 64 hex digits. */
  readonly hash: string;
  shards(): Iterable<PanelShard>;
  /**
   * The same shards for one pass over many columns: what is evaluated there is forgotten with the shard (a column that
   * `shards` keeps already is taken from it), so that such a pass needs the memory of one shard.
   */
  passingShards(): Iterable<PanelShard>;
}
