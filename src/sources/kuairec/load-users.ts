import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import type { AuditRow } from "../../results/audit.js";
import { brokenNumber, refuseFirstBrokenNumber } from "./broken-number.js";
import { type CsvFile, createFromCsv } from "./csv-file.js";
import { kuairecTables } from "./kuairec-tables.js";

const staged = "kuairec_user_rows";

/**
 * Makes the users table: one row for every user of the events table, ordered by id, with the columns of user_features
 * (segments and ranges as text, all others as DOUBLE; what is no number is not known). A user without a features row
 * has only nulls. Throws `SourceError` "kuairec.empty-table", "kuairec.not-a-whole-number", "kuairec.malformed-row",
 * "kuairec.user-twice" (two different rows for one user).
 */
export async function loadUsers(
  engine: Engine,
  file: CsvFile,
  eventsTable: string,
  usersTable: string,
): Promise<readonly AuditRow[]> {
  const { member, columns, name } = file.table;
  const features = columns.filter((column) => column !== "user_id");
  await createFromCsv(engine, staged, file, {
    user_id: dialect.wholeNumber("user_id"),
    ...Object.fromEntries(features.map((column) => [column, typed(column)])),
    broken_number: brokenNumber("user_id", true),
    broken_value: features.filter(isNumber).map(brokenValue).join(" OR "),
  });
  const shown = ["user_id", ...features].map(quoteIdentifier).join(", ");
  const counts = await countsOf(
    engine,
    `SELECT count(*) AS n, count(*) FILTER (WHERE broken_number) AS broken, count(*) FILTER (WHERE broken_value) AS unreadable FROM ${staged}`,
  );
  const rows = counts.n as number;
  if (rows === 0) throw new SourceError("kuairec.empty-table", `${member}: a header and no row`, { member });
  if (counts.broken !== 0) await refuseFirstBrokenNumber(engine, file, [{ name: "user_id", required: true }]);
  await refuseContradictions(engine, member, shown);
  const values = features.map((column) => `f.${quoteIdentifier(column)}`).join(", ");
  await engine.run(
    `CREATE OR REPLACE TABLE ${usersTable} AS SELECT e.user_id, ${values} ` +
      `FROM (SELECT DISTINCT user_id FROM ${eventsTable}) e ` +
      `LEFT JOIN (SELECT DISTINCT ${shown} FROM ${staged}) f ON e.user_id = f.user_id ORDER BY e.user_id`,
  );
  const without = await countsOf(
    engine,
    `SELECT count(*) AS n FROM ${usersTable} u WHERE NOT EXISTS (SELECT 1 FROM ${staged} f WHERE f.user_id = u.user_id)`,
  );
  await engine.run(`DROP TABLE ${staged}`);
  const line = (check: string, found: number, action: AuditRow["action"], sentence: string): AuditRow => ({
    table: name,
    check,
    rows: found,
    share: check === "users_without_features" ? 0 : found / rows,
    action,
    sentence,
  });
  return [
    line("rows_read", rows, "noted", "Rows read from the table."),
    line(
      "unreadable_values",
      counts.unreadable as number,
      "kept",
      "Rows with a value that should be a number and is none: not known.",
    ),
    line(
      "users_without_features",
      without.n as number,
      "kept",
      "Users of the log who have no row here: their attributes are not known.",
    ),
  ];
}

function isNumber(column: string): boolean {
  return !kuairecTables.userText.includes(column);
}

function typed(column: string): string {
  return isNumber(column) ? dialect.finiteNumber(quoteIdentifier(column)) : quoteIdentifier(column);
}

function brokenValue(column: string): string {
  return `(${quoteIdentifier(column)} IS NOT NULL AND (${typed(column)}) IS NULL)`;
}

async function refuseContradictions(engine: Engine, member: string, shown: string): Promise<void> {
  const twice = await engine.objects(
    `SELECT user_id FROM (SELECT DISTINCT ${shown} FROM ${staged}) GROUP BY user_id HAVING count(*) > 1 ORDER BY user_id LIMIT 1`,
  );
  if (twice[0] === undefined) return;
  throw new SourceError(
    "kuairec.user-twice",
    `${member}: user ${twice[0].user_id} has two different rows; expected one row a user`,
    { member, user: twice[0].user_id },
  );
}

async function countsOf(engine: Engine, sql: string): Promise<Readonly<Record<string, number>>> {
  const found = (await engine.objects(sql))[0] ?? {};
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value)]));
}
