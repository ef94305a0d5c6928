import { type FileHandle, open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { RunContext } from "../../progress.js";
import type { UserDayTable } from "../../results/user-day-table.js";
import type { JudgePlan } from "./judge-plan.js";
import { mergeUserDays } from "./merge-user-days.js";
import type { JudgedRows } from "./row-judge.js";
import { scanInWorkers, worthAWorker } from "./scan-in-workers.js";
import { type EventFields, type FieldKind, type ScanPlan, scanPlan } from "./scan-plan.js";
import { splitFile } from "./split-file.js";

/** The user-days of a file, without attributes of users, and how many rows the file has. */
export interface ScannedUserDays {
  readonly table: Omit<UserDayTable, "baseline">;
  readonly rows: number;
  /** What the judge found in each stretch, where there was one. */
  readonly judged: readonly JudgedRows[];
}

/** A judge and the fields it needs read beside those of the definition. */
export interface FileAudit {
  readonly judge: JudgePlan;
  readonly fields: Readonly<Record<number, FieldKind>>;
}

const longestHeader = 65_536;

/**
 * The active user-days of a plain CSV file in one pass, without an engine: every file that it reads, it reads exactly
 * as the engine would, to the last bit (test/sources/scan), in less time and memory. Plain means: comma-separated ASCII
 * without quotes, whole ids and days in usual notation, each user's rows together where distinct values are counted,
 * and a definition of counts, distinct counts, sums and means (`scanPlan`, `readFields`, `UserDaySums`). Anything else
 * gives undefined as soon as it is met, and says nothing about the file: let the engine read it. Rows without a user or
 * a day are in no user-day.
 *
 * The file is cut between users and its stretches are added up in worker threads. All sums are exact, so neither the
 * cut nor the threads show in the result.
 * @throws InterruptedError when the signal is aborted; errors of reading the file pass through
 */
export async function scanUserDays(
  path: string,
  events: EventFields,
  definition: PanelDefinition,
  options: {
    readonly threads?: number | undefined;
    readonly context: RunContext;
    /** Makes the judge of the file's rows, once its columns are known, and says how it reads them. */
    readonly audit?: (header: readonly string[]) => FileAudit | undefined;
  },
): Promise<ScannedUserDays | undefined> {
  const { context } = options;
  const threads = options.threads ?? Math.min(4, availableParallelism());
  const file = await open(path, "r");
  try {
    const header = await readHeaderLine(file);
    const plan =
      header && auditedPlan(scanPlan(definition, header.names, events), header.names, options.audit);
    if (header === undefined || plan === undefined) return undefined;
    const { size } = await file.stat();
    const parts = size < worthAWorker ? 1 : threads;
    const ranges = await splitFile(file, path, { start: header.bytes, end: size }, plan.user, parts);
    if (ranges === undefined || ranges.length === 0) return undefined;
    const bytes = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
    const summed = await scanInWorkers(plan, ranges, bytes, context);
    if (summed === undefined) return undefined;
    const table = mergeUserDays(plan, summed);
    const rows = summed.reduce((sum, part) => sum + part.rows, 0);
    const judged = summed.flatMap((part) => (part.judged ? [part.judged] : []));
    return table && { table, rows, judged };
  } finally {
    await file.close();
  }
}

/** The plan with the judge's fields read too; undefined where the two read one field differently. */
function auditedPlan(
  plan: ScanPlan | undefined,
  header: readonly string[],
  audit: ((header: readonly string[]) => FileAudit | undefined) | undefined,
): ScanPlan | undefined {
  if (plan === undefined || audit === undefined) return plan;
  const found = audit(header);
  if (found === undefined) return undefined;
  const fields = plan.fields.map((kind, index) => found.fields[index] ?? kind);
  if (plan.fields.some((kind, index) => kind !== "skip" && kind !== fields[index])) return undefined;
  return { ...plan, fields, judge: found.judge };
}

async function readHeaderLine(
  file: FileHandle,
): Promise<{ readonly names: readonly string[]; readonly bytes: number } | undefined> {
  const block = Buffer.alloc(longestHeader);
  const { bytesRead } = await file.read(block, 0, longestHeader, 0);
  const end = block.subarray(0, bytesRead).indexOf(10);
  if (end < 0) return undefined;
  const line = block.toString("latin1", 0, end).replace(/\r$/, "");
  const names = line.split(",");
  const plain = /^[\x20-\x7e]+$/.test(line) && !line.includes('"') && new Set(names).size === names.length;
  return plain ? { names, bytes: end + 1 } : undefined;
}
