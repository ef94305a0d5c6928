import { didYouMean } from "../../definition/nearest-name.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";

/**
 * Finds the table or view of an attached DuckDB database: the one that is named (as `table` or `schema.table`), or the
 * only one.
 * @returns its quoted SQL name
 * @throws SourceError "table.no-table", "table.which-table", "table.table-missing"
 */
export async function databaseTable(
  engine: Engine,
  database: string,
  file: string,
  wanted: string | undefined,
): Promise<string> {
  const of = `database_name = ${quoteLiteral(database)} AND NOT internal`;
  const found = await engine.objects(
    `SELECT schema_name, table_name AS name FROM duckdb_tables() WHERE ${of} ` +
      `UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE ${of} ORDER BY ALL`,
  );
  const tables = found.map((row) => ({ schema: String(row.schema_name), name: String(row.name) }));
  const written = tables.map(({ schema, name }) => (schema === "main" ? name : `${schema}.${name}`));
  const fault = (code: string, message: string) =>
    new SourceError(`table.${code}`, `${file}: ${message}`, { table: file, tables: written });
  if (tables.length === 0) throw fault("no-table", "the database holds no table");
  const index = wanted === undefined ? 0 : written.indexOf(wanted);
  if (wanted === undefined && tables.length > 1)
    throw fault(
      "which-table",
      `the database holds ${written.join(", ")}; name one as "table" in the mapping`,
    );
  const chosen = tables[index];
  if (chosen === undefined)
    throw fault(
      "table-missing",
      `no table "${wanted}" (it holds ${written.join(", ")})${didYouMean(wanted ?? "", written)}`,
    );
  return [database, chosen.schema, chosen.name].map(quoteIdentifier).join(".");
}
