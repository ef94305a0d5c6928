import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { exactSums } from "../../engine/exact-sums.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { EventRoles } from "./event-roles.js";
import { idValue, type SummaryRow } from "./summary-row.js";

const shown = 10;

/** The ten items with most events (ties: the smaller id), with their distinct users and averages over known values. */
export async function itemActivity(
  engine: Engine,
  table: string,
  item: string,
  { user, itemAverages }: EventRoles,
): Promise<readonly SummaryRow[]> {
  const id = quoteIdentifier(item);
  const top =
    `SELECT ${id} FROM ${quoteIdentifier(table)} WHERE ${id} IS NOT NULL ` +
    `GROUP BY ${id} ORDER BY count(*) DESC, ${id} LIMIT ${shown}`;
  const from = `(SELECT * FROM ${quoteIdentifier(table)} WHERE ${id} IN (${top}))`;
  const sums = await exactSums(
    engine,
    from,
    Object.entries(itemAverages).map(([name, column]) => ({
      name,
      expression: quoteIdentifier(column),
      kind: "real",
    })),
  );
  const means = Object.entries(itemAverages).map(([name, column]) => [
    name,
    `${sums.get(name)} / CAST(count(${quoteIdentifier(column)}) AS DOUBLE)`,
  ]);
  const found = await engine.objects(
    `SELECT ${dialect.select({
      [item]: `CAST(${id} AS VARCHAR)`,
      impressions: "CAST(count(*) AS DOUBLE)",
      unique_users: `CAST(count(DISTINCT ${quoteIdentifier(user)}) AS DOUBLE)`,
      ...Object.fromEntries(means),
    })} FROM ${from} AS shown GROUP BY shown.${id} ORDER BY count(*) DESC, shown.${id}`,
  );
  return found.map((row) => ({ ...row, [item]: idValue(String(row[item])) }));
}
