import type { FieldBatch } from "./read-fields.js";

/** What a judge found in a stretch of a file, as typed arrays that a worker can hand over. */
export interface JudgedRows {
  /** How many rows each check found, in the judge's order of checks. */
  readonly counts: Float64Array;
  /** Every user of the stretch, dated or not: id, rows that are kept, different items among them. [users] */
  readonly users: Float64Array;
  readonly userRows: Float64Array;
  readonly userItems: Float64Array;
  /** Every item of the stretch, once. */
  readonly items: Float64Array;
}

/** Looks at each row of a source's file as it passes: counts for the audit, and rows that are left out. */
export interface RowJudge {
  /** Sets `dropped[row]` to 1 or 0; false where the file is not one that the quick pass may read. */
  judge(batch: FieldBatch, dropped: Uint8Array): boolean;
  finish(): JudgedRows;
}
