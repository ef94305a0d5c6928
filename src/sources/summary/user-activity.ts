import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { exactSums } from "../../engine/exact-sums.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { type ColumnDescription, describeColumns } from "./describe-columns.js";
import type { EventRoles } from "./event-roles.js";

const byUser = "summary_by_user";

/**
 * Distribution over users of their events, distinct items, active days, averages and totals. Every event counts; an
 * active day needs a date. An average over no known value is not known, a total over none is 0.
 */
export async function userActivity(
  engine: Engine,
  table: string,
  { user, item, day, words, averages, totals }: EventRoles,
): Promise<readonly ColumnDescription[]> {
  const from = quoteIdentifier(table);
  const summed = [...new Set([...Object.values(averages), ...Object.values(totals)])];
  const sums = await exactSums(
    engine,
    from,
    summed.map((column) => ({ name: column, expression: quoteIdentifier(column), kind: "real" })),
  );
  const plain = {
    [`${words.event}s`]: "CAST(count(*) AS DOUBLE)",
    ...Object.fromEntries(
      Object.entries(averages).map(([name, column]) => [
        name,
        `${sums.get(column)} / CAST(count(${quoteIdentifier(column)}) AS DOUBLE)`,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(totals).map(([name, column]) => [name, `coalesce(${sums.get(column)}, 0)`]),
    ),
  };
  const unit = quoteIdentifier(user);
  const distinct = { ...(item === undefined ? {} : { [`unique_${words.items}`]: item }), active_days: day };
  const grouped = (sql: string) => `(SELECT ${unit} AS unit, ${sql} GROUP BY ${unit})`;
  const joins = Object.entries(distinct).map(([name, column]) => {
    const pairs = `(SELECT DISTINCT ${unit}, ${quoteIdentifier(column)} FROM ${from})`;
    const counted = dialect.select({ [name]: `CAST(count(${quoteIdentifier(column)}) AS DOUBLE)` });
    return ` JOIN ${grouped(`${counted} FROM ${pairs}`)} AS ${quoteIdentifier(`by ${name}`)} USING (unit)`;
  });
  const names = [
    `${words.event}s`,
    ...Object.keys(distinct),
    ...Object.keys(averages),
    ...Object.keys(totals),
  ];
  await engine.run(
    `CREATE OR REPLACE TABLE ${byUser} AS SELECT ${names.map(quoteIdentifier).join(", ")} ` +
      `FROM ${grouped(`${dialect.select(plain)} FROM ${from} WHERE ${unit} IS NOT NULL`)} AS users${joins.join("")}`,
  );
  const described = await describeColumns(engine, byUser, names, [25, 50, 75]);
  await engine.run(`DROP TABLE ${byUser}`);
  return described;
}
