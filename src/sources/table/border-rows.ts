import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { WholeRead } from "../log-growth.js";
import type { TableFile } from "./table-file.js";

/** Engine table of the rows that appended rows are read together with, in the file's order. */
export const borderTable = "table_border";

const mostRows = 1_000_000;

/**
 * Copies the rows of a file that appended rows may have to do with, as they stand in it: those of its last day, whose
 * user-days more rows change; those without a day, which later ones may repeat; the last row, which the next one follows.
 * @param relation  an engine table whose rows became the events one by one
 * @returns the last step, from 1970-01-01, or why the log has to be read whole when it grows
 */
export async function copyBorder(
  engine: Engine,
  file: Pick<TableFile, "columns">,
  relation: string,
  events: string,
): Promise<number | WholeRead> {
  const last = `(SELECT max(event_date) FROM ${events})`;
  const chosen =
    `rowid IN (SELECT rowid FROM ${events} WHERE event_date IS NULL OR event_date = ${last}) ` +
    `OR rowid = (SELECT max(rowid) FROM ${events})`;
  const [found] = await engine.objects(
    `SELECT count(*) AS n, CAST(${last} - DATE '1970-01-01' AS DOUBLE) AS last FROM ${relation} WHERE ${chosen}`,
  );
  if (Number(found?.n) > mostRows)
    return { whole: `more than ${mostRows} rows are of its last day or of none` };
  const columns = file.columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  await engine.run(
    `CREATE OR REPLACE TABLE ${borderTable} AS SELECT ${columns} FROM ${relation} WHERE ${chosen} ORDER BY rowid`,
  );
  return Number(found?.last);
}
