import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Engine } from "../../engine/engine.js";
import { quoteLiteral } from "../../engine/quote-sql.js";

/** Rows of one Parquet row group: a constant, so that the bytes do not depend on memory or threads. */
const rowGroupRows = 122_880;

/**
 * Writes the rows of a query as a Parquet file (zstd), which appears whole or not at all. The same rows in the same
 * order give the same bytes whatever the number of threads: the query has a total ORDER BY, or reads one table in the
 * order of its rows.
 * @throws EngineError of the query, and "engine.disk-full"; InterruptedError when the engine's signal is aborted
 */
export async function writeParquet(
  engine: Engine,
  query: string,
  path: string,
  stage?: string,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.partial-${randomUUID()}`;
  try {
    await engine.run(
      `COPY (${query}) TO ${quoteLiteral(aside)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows})`,
      stage,
    );
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
