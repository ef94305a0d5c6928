/** What a source keeps of a log, so that rows appended to it later can be added without reading the log again. */
export interface LogState {
  /** Plain data, for the source's own `grow`. */
  readonly facts: object;
  /** Queries on the engine that holds the log; their rows are kept as Parquet, by name. */
  readonly tables: Readonly<Record<string, string>>;
}

/** A log that has to be read whole, and why: a clause such as "it is gzipped". */
export interface WholeRead {
  readonly whole: string;
}

/** A log as it was kept. Its file still begins with the same bytes. */
export interface EarlierLog {
  /** Length of the file then. */
  readonly bytes: number;
  readonly facts: object;
  /** SQL relations that hold the rows of the tables again. */
  readonly tables: Readonly<Record<string, string>>;
}
