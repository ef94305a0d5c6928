import { closeSync, openSync } from "node:fs";
import { dayOfDigits } from "./day-of-digits.js";
import { ColumnPages } from "./parquet/column-pages.js";
import type { ParquetChunk, ParquetField } from "./parquet/parquet-file.js";
import { batchRows, fieldBatch } from "./read-fields.js";
import type { ScanPlan } from "./scan-plan.js";
import { type SummedUserDays, UserDaySums } from "./user-day-sums.js";

/** A stretch of a Parquet file's rows: some of the rows of each of these row groups. */
export interface RowGroupRange {
  readonly path: string;
  /** The columns of the file that are read, and where each stands in the plan. */
  readonly columns: readonly { readonly index: number; readonly field: ParquetField }[];
  readonly groups: readonly {
    /** One a column that is read. */
    readonly chunks: readonly ParquetChunk[];
    readonly groupRows: number;
    readonly firstRow: number;
    readonly rows: number;
  }[];
}

/**
 * Adds up the user-days of a stretch of a Parquet file; memory holds one page a column and the sums.
 * @param counter  as in `scanRange`
 * @returns undefined where the file holds what `ColumnPages` does not read, breaks a rule of `UserDaySums` or has a day
 *   that is none, and where the work was stopped
 */
export function scanRowGroups(
  plan: ScanPlan,
  range: RowGroupRange,
  counter: Int32Array,
): SummedUserDays | undefined {
  const file = openSync(range.path, "r");
  try {
    const batch = fieldBatch(plan);
    const sums = new UserDaySums(plan);
    const pages = range.columns.map(({ field }) => new ColumnPages(file, field));
    const written = range.columns.find(({ index }) => index === plan.day)?.field.number !== "date";
    for (const { chunks, groupRows, firstRow, rows } of range.groups) {
      for (const [index, chunk] of chunks.entries()) {
        pages[index]!.open(chunk, groupRows);
        if (!pages[index]!.skip(firstRow)) return undefined;
      }
      for (let done = 0; done < rows; done += batch.rows) {
        if (Atomics.load(counter, 1) !== 0) return undefined;
        batch.rows = Math.min(batchRows, rows - done);
        for (const [at, { index }] of range.columns.entries()) {
          if (!pages[at]!.take(batch.values, index * batchRows, batch.rows)) return undefined;
          if (pages[at]!.blank) batch.blank[index] = 1;
        }
        if (written && !formDays(batch.values.subarray(plan.day * batchRows), batch.rows)) return undefined;
        if (!sums.add(batch)) return undefined;
      }
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
      Atomics.add(counter, 0, Math.round(bytes / 1024));
    }
    return sums.finish();
  } finally {
    closeSync(file);
  }
}

/** Numbers yyyymmdd to days since 1970-01-01, in place; false at one that is no day. */
function formDays(values: Float64Array, rows: number): boolean {
  let last = Number.NaN;
  let day = Number.NaN;
  for (let row = 0; row < rows; row++) {
    const digits = values[row]!;
    if (Number.isNaN(digits)) continue;
    if (digits !== last) {
      last = digits;
      day = dayOfDigits(digits);
      if (Number.isNaN(day)) return false;
    }
    values[row] = day;
  }
  return true;
}
