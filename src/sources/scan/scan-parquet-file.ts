import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { RunContext } from "../../progress.js";
import { mergeUserDays } from "./merge-user-days.js";
import type { ParquetChunk } from "./parquet/parquet-file.js";
import { readFooter } from "./parquet/read-footer.js";
import { scanInWorkers, worthAWorker } from "./scan-in-workers.js";
import { type EventFields, scanPlan } from "./scan-plan.js";
import type { ScannedUserDays } from "./scan-user-days.js";
import { splitRowGroups } from "./split-row-groups.js";

/**
 * The active user-days of a Parquet file in one pass, without an engine: as `scanUserDays` for a flat file whose columns
 * are plain or dictionary-encoded numbers, unpacked or packed with Snappy, as most writers leave them. Anything else
 * gives undefined, and says nothing about the file: `scanParquet` has the engine read it. What it reads it reads as the
 * engine would, to the last bit (test/sources/scan).
 * @throws InterruptedError when the signal is aborted; errors of reading the file pass through
 */
export async function scanParquetFile(
  path: string,
  events: EventFields,
  definition: PanelDefinition,
  options: { readonly threads?: number | undefined; readonly context: RunContext },
): Promise<ScannedUserDays | undefined> {
  const file = await open(path, "r");
  const footer = await readFooter(file).finally(() => file.close());
  if (footer === undefined) return undefined;
  const names = footer.fields.map(({ name }) => name);
  const plan = new Set(names).size === names.length ? scanPlan(definition, names, events) : undefined;
  if (plan === undefined) return undefined;
  const columns = footer.fields
    .map((field, index) => ({ index, field }))
    .filter(({ index }) => plan.fields[index] !== "skip");
  const readable = columns.every(({ index, field: { number } }) => {
    if (number === undefined || plan.fields[index] === "moment") return false;
    if (plan.fields[index] === "whole") return number.includes("int");
    return number !== "date" || plan.fields[index] === "day";
  });
  if (!readable) return undefined;
  const groups: { rows: number; chunks: readonly ParquetChunk[] }[] = [];
  for (const { rows, chunks } of footer.groups) {
    const used = columns.map(({ index }) => chunks[index]);
    if (used.includes(undefined)) return undefined;
    if (rows > 0) groups.push({ rows, chunks: used as readonly ParquetChunk[] });
  }
  const bytes = groups.reduce(
    (sum, { chunks }) => chunks.reduce((within, chunk) => within + chunk.bytes, sum),
    0,
  );
  const threads = options.threads ?? Math.min(4, availableParallelism());
  const user = columns.findIndex(({ index }) => index === plan.user);
  const ranges = splitRowGroups(path, columns, groups, user, bytes < worthAWorker ? 1 : threads);
  if (ranges === undefined || ranges.length === 0) return undefined;
  const summed = await scanInWorkers(plan, ranges, bytes, options.context);
  const table = summed && mergeUserDays(plan, summed);
  return table && { table, rows: summed.reduce((sum, part) => sum + part.rows, 0), judged: [] };
}
