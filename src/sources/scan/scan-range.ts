import { closeSync, openSync, readSync } from "node:fs";
import { batchRows, fieldBatch, readFields } from "./read-fields.js";
import { rowJudge } from "./row-judges.js";
import type { ScanPlan } from "./scan-plan.js";
import { type SummedUserDays, UserDaySums } from "./user-day-sums.js";

/** A stretch of a file: whole lines, the header not among them. */
export interface ScanRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Small enough to stay in a core's cache between reading and parsing. */
const blockBytes = 1 << 18;
const lineFeed = 10;

/**
 * Adds up the user-days of a stretch of a file, block by block; memory holds one block and the sums.
 * @param counter  `counter[0]` is added the bytes that are done, `counter[1]` is not 0 when the work shall stop
 * @returns undefined where the file is not plain (`readFields`, `UserDaySums`) or the work was stopped
 */
export function scanRange(plan: ScanPlan, range: ScanRange, counter: Int32Array): SummedUserDays | undefined {
  const file = openSync(range.path, "r");
  try {
    const batch = fieldBatch(plan);
    const sums = new UserDaySums(plan);
    const judge = plan.judge && rowJudge(plan.judge);
    const dropped = judge && new Uint8Array(batchRows);
    const bytes = new Uint8Array(2 * blockBytes + 8);
    let position = range.start;
    let carried = 0;
    while (position < range.end) {
      if (Atomics.load(counter, 1) !== 0) return undefined;
      const wanted = Math.min(blockBytes, range.end - position, bytes.length - 8 - carried);
      const read = readSync(file, bytes, carried, wanted, position);
      if (read === 0) return undefined;
      position += read;
      let filled = carried + read;
      if (position >= range.end && bytes[filled - 1] !== lineFeed) bytes[filled++] = lineFeed;
      const end = bytes.lastIndexOf(lineFeed, filled - 1) + 1;
      if (end === 0) {
        if (filled >= bytes.length - 8) return undefined;
        carried = filled;
        continue;
      }
      batch.position = 0;
      while (batch.position < end) {
        batch.rows = 0;
        if (!readFields(bytes, end, plan, batch)) return undefined;
        if (judge !== undefined && !judge.judge(batch, dropped!)) return undefined;
        if (!sums.add(batch, dropped)) return undefined;
      }
      bytes.copyWithin(0, end, filled);
      carried = filled - end;
      Atomics.add(counter, 0, Math.round(read / 1024));
    }
    const summed = sums.finish();
    return summed && judge ? { ...summed, judged: judge.finish() } : summed;
  } finally {
    closeSync(file);
  }
}
