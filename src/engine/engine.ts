import type { AppendedColumn } from "./append-columns.js";

/** Named columns of one query, each [rows]; SQL NULL is NaN. Values are cast to DOUBLE in the query. */
export interface NumericColumns {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

export type EngineValue = string | number | boolean | null;

/**
 * Where SQL runs. Callers quote every identifier and literal through `quote-sql.ts`; every query whose rows leave the
 * engine has a total ORDER BY. Errors are `EngineError` and carry the SQL; an aborted signal gives `InterruptedError`.
 * A statement that is given a `stage` begins a stage of that name and shows how far it is; without, it is silent.
 */
export interface Engine {
  /** Runs statements that return nothing. */
  run(sql: string, stage?: string): Promise<void>;
  /** Numeric result as typed arrays. Every selected column must be DOUBLE. */
  numbers(sql: string, stage?: string): Promise<NumericColumns>;
  /** Numeric result handed over in batches, in the query's order, until `each` answers false (`readBatches`). */
  batches(
    sql: string,
    each: (columns: readonly Float64Array[], rows: number) => boolean,
    stage?: string,
  ): Promise<void>;
  /** Small results (ids, names, counts) as plain objects; BIGINT arrives as text, DATE as "YYYY-MM-DD". */
  objects(sql: string, stage?: string): Promise<readonly Readonly<Record<string, EngineValue>>[]>;
  /** Appends rows to a table, its columns in the table's order (`appendColumns`). */
  append(table: string, columns: readonly AppendedColumn[]): Promise<void>;
  /** Checks a statement without running it; throws `EngineError`. */
  explain(sql: string): Promise<void>;
  /** Closes the connection and removes the engine's temporary files. */
  close(): Promise<void>;
}
