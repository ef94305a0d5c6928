import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { TableFile } from "./table-file.js";

/**
 * Rows beyond the first of each set that agrees in every column. Exact: a hash only finds the rows that may repeat
 * another (a set of rows with one hash), and those are then compared in full.
 */
export async function duplicateRows(engine: Engine, file: TableFile): Promise<number> {
  const columns = file.columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  const repeated = `(SELECT h FROM (SELECT hash(${columns}) AS h FROM ${file.relation}) GROUP BY h HAVING count(*) > 1)`;
  const some = await engine.objects(
    `SELECT count(*) AS n FROM ${repeated}`,
    `Comparing rows of ${file.name}`,
  );
  if (Number(some[0]?.n) === 0) return 0;
  const suspects = `(SELECT ${columns} FROM ${file.relation} WHERE hash(${columns}) IN ${repeated})`;
  const found = await engine.objects(
    `SELECT (SELECT count(*) FROM ${suspects}) AS n, (SELECT count(*) FROM (SELECT DISTINCT * FROM ${suspects})) AS kept`,
  );
  return Number(found[0]?.n) - Number(found[0]?.kept);
}
