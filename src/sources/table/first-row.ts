import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { TableFile } from "./table-file.js";

/** The first row (from 1, a header not counted) on which a test holds, and what its column has there. */
export async function firstRow(
  engine: Engine,
  file: TableFile,
  column: string,
  test: string,
): Promise<{ readonly row: number; readonly value: string | null }> {
  const found = await engine.objects(
    `SELECT "source row", CAST(${quoteIdentifier(column)} AS VARCHAR) AS value ` +
      `FROM (SELECT row_number() OVER () AS "source row", * FROM ${file.relation}) WHERE ${test} ORDER BY "source row" LIMIT 1`,
  );
  const value = found[0]?.value;
  return {
    row: Number(found[0]?.["source row"]),
    value: value === null || value === undefined ? null : String(value),
  };
}
