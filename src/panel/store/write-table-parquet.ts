import { checkCall, kinds } from "../../call-check.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { writeParquet } from "./write-parquet.js";

/**
 * Writes a table of the engine as Parquet (zstd), all columns in their order, rows ordered by `order` and then by all
 * columns, so that only rows that are the same row twice can tie: the bytes depend on the rows alone.
 * @param order  columns that come first in the order, e.g. user and time; NULL comes last
 * @param shown  columns that are written with what another one holds, in its type
 * @throws EngineError as `writeParquet`
 */
export async function writeTableParquet(
  engine: Engine,
  table: string,
  path: string,
  order: readonly string[] = [],
  shown: Readonly<Record<string, string>> = {},
): Promise<void> {
  checkCall(
    "writeTableParquet",
    { engine, table, path },
    { engine: kinds.engine, table: kinds.text, path: kinds.text },
  );
  const columns = await engine.objects(
    `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = ${quoteLiteral(table)} ORDER BY column_index`,
  );
  const all = columns.map(({ name }) => String(name));
  const keys = [...order, ...all.filter((name) => !order.includes(name))];
  const terms = keys.map((name) => `${quoteIdentifier(name)} ASC NULLS LAST`).join(", ");
  const values = all.map((name) => `${quoteIdentifier(shown[name] ?? name)} AS ${quoteIdentifier(name)}`);
  await writeParquet(
    engine,
    `SELECT ${values.join(", ")} FROM ${quoteIdentifier(table)} ORDER BY ${terms}`,
    path,
    "Writing events",
  );
}
