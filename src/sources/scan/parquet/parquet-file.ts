/** How a column's numbers are written. */
export type ParquetNumber = "int32" | "uint32" | "int64" | "uint64" | "float" | "double" | "date";

/** A column of a flat file; one that holds no plain numbers has no `number`. */
export interface ParquetField {
  readonly name: string;
  readonly number: ParquetNumber | undefined;
  readonly optional: boolean;
}

/** Where the pages of one column of a row group lie, and whether they are packed with Snappy. */
export interface ParquetChunk {
  readonly start: number;
  readonly bytes: number;
  readonly snappy: boolean;
}

export interface ParquetGroup {
  readonly rows: number;
  /** One a column of the file; undefined for one packed in another way. */
  readonly chunks: readonly (ParquetChunk | undefined)[];
}

/** What the footer of a Parquet file says of it. */
export interface ParquetFile {
  readonly fields: readonly ParquetField[];
  readonly groups: readonly ParquetGroup[];
}
