import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Engine } from "../engine/engine.js";
import type { RunContext } from "../progress.js";
import type { Audit } from "../results/audit.js";
import type { LogOrigin } from "../results/log-origin.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { EarlierLog, LogState, WholeRead } from "./log-growth.js";
import type { LogStep } from "./log-step.js";
import type { TableMapping } from "./table/table-mapping.js";

/** Which file was read and how it is recognised again. */
export interface SourceFingerprint {
  /** Member or file name without a folder, e.g. "KuaiRec 2.0/data/small_matrix.csv". */
  readonly name: string;
  readonly bytes: number;
  /** CRC-32 as eight hex digits: of the whole zip member; of a plain file, of its first and its last MiB. */
  readonly crc32: string;
}

/** Where a log lies and how much of it is read. A source says which of the three places it reads from. */
export interface LogInput {
  /** A download as it is, e.g. 18164998.zip. */
  readonly archive?: string;
  /** A folder with the unpacked download. */
  readonly directory?: string;
  /** One CSV, gzipped CSV, Parquet or DuckDB file. */
  readonly table?: string;
  /** Which columns of `table` play which part; proposed by their names when left out. */
  readonly mapping?: TableMapping;
  /** Read only the first N data rows of the interaction table; undefined reads all. */
  readonly rows?: number;
  /** Keep the last user although the row limit may have cut them short (the notebook's own sample). */
  readonly keepCutUser?: boolean;
  /** Keep rows that repeat another row in every column; left out, the source decides. */
  readonly keepDuplicates?: boolean;
  readonly matrix?: "small" | "big";
  /** First and last local day that is read, "YYYY-MM-DD" (of a table with numbered periods: their numbers). */
  readonly from?: string;
  readonly to?: string;
}

/** A log inside the engine, cleaned and audited, ready for a panel. */
export interface SourceLog {
  readonly source: string;
  readonly origin: LogOrigin;
  /** Engine tables: cleaned events (every row, dated or not) and one row a user. */
  readonly eventsTable: string;
  readonly usersTable: string;
  /** Engine tables of what events are about (items, days of items), by the name that measures of a panel use. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Rows of the events table. */
  readonly events: number;
  readonly audit: Audit;
  readonly fingerprints: readonly SourceFingerprint[];
  /** What one step of the panel's grid is; left out, a calendar day. */
  readonly step?: LogStep;
  /** The panel that a reader who names none gets. */
  readonly panel?: PanelDefinition;
  /**
   * The user-days of the definition that `open` was given, where the source formed them while reading. The events table
   * then has the columns it always has, but only one row a user, with a day where one of the user's events has one.
   */
  readonly userDays?: Omit<UserDayTable, "baseline">;
  /** What lets rows appended to the log be added later; left out where the source has no `grow`. */
  readonly state?: LogState | WholeRead;
}

/** A log to which rows were appended. */
export interface GrownLog {
  /** Its description is of the whole log; its events table holds every event of the steps from `from` on. */
  readonly log: SourceLog;
  /** Column of the events table that holds the step. */
  readonly day: string;
  /** First step, from 1970-01-01, whose user-days change: those before stand as they were kept. */
  readonly from: number;
}

export interface Source {
  readonly name: string;
  /** @param definition  given by a reader who wants nothing but its user-days: a source may then skip the events */
  open(
    engine: Engine,
    input: LogInput,
    context: RunContext,
    definition?: PanelDefinition,
  ): Promise<SourceLog>;
  /**
   * Opens of a log that begins as an earlier one only what was appended, and says of the whole what `open` would.
   * @throws as `open`; where a fault is found only the whole log may tell where it stands, so the caller reads it whole
   */
  grow?(
    engine: Engine,
    input: LogInput,
    earlier: EarlierLog,
    context: RunContext,
  ): Promise<GrownLog | WholeRead>;
}
