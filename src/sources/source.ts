import type { Engine } from "../engine/engine.js";
import type { RunContext } from "../progress.js";
import type { Audit } from "../results/audit.js";
import type { LogOrigin } from "../results/log-origin.js";

/** Which file was read and how it is recognised again. */
export interface SourceFingerprint {
  /** Member or file name without a folder, e.g. "KuaiRec 2.0/data/small_matrix.csv". */
  readonly name: string;
  readonly bytes: number;
  /** CRC-32 of the zip member as eight hex digits. */
  readonly crc32: string;
}

export interface ArchiveInput {
  readonly archive: string;
  /** Read only the first N data rows of the interaction table; undefined reads all. */
  readonly rows?: number;
  /** Keep the last user although the row limit may have cut them short (the notebook's own sample). */
  readonly keepCutUser?: boolean;
  /** Keep rows that repeat another row in every column; by default one of each stays. */
  readonly keepDuplicates?: boolean;
  readonly matrix?: "small" | "big";
}

/** A log inside the engine, cleaned and audited, ready for a panel. */
export interface SourceLog {
  readonly source: string;
  readonly origin: LogOrigin;
  /** Engine tables: cleaned events (every row, dated or not) and one row a user. */
  readonly eventsTable: string;
  readonly usersTable: string;
  /** Rows of the events table. */
  readonly events: number;
  readonly audit: Audit;
  readonly fingerprints: readonly SourceFingerprint[];
}

export interface Source {
  readonly name: string;
  open(engine: Engine, input: ArchiveInput, context: RunContext): Promise<SourceLog>;
}
