import type { UserColumnRule } from "../definition/baseline.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { dialect } from "../engine/dialect.js";
import type { Engine } from "../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { SourceLog } from "../sources/source.js";
import { userDateColumns } from "./user-dates.js";

/**
 * What a user-day table holds of its users, by name: numeric attributes as they are, categories as codes, the dates that
 * entry and exit read as days from 1970-01-01; NaN where not known. [users] each, in the order of ids.
 * @param dated  the events that have a day and a unit, as a sub-query in parentheses
 * @throws PanelError `panel.users-twice`, `panel.category-level` for a text that is none of a category's levels
 */
export async function baselineOf(
  engine: Engine,
  log: Pick<SourceLog, "usersTable">,
  definition: PanelDefinition,
  dated: string,
  users: number,
): Promise<Record<string, Float64Array>> {
  const rules = Object.entries(definition.baseline).filter(
    (entry): entry is [string, UserColumnRule] => entry[1].kind !== "entryDay",
  );
  const dates = Object.entries(userDateColumns(definition));
  if (rules.length + dates.length === 0) return {};
  const attribute = (column: string): string => `attributes.${quoteIdentifier(column)}`;
  const values = [
    ...rules.map(([name, rule]) => [name, valueSql(rule, attribute(rule.column))] as const),
    ...dates.map(([name, column]) => [name, dialect.dayNumber(attribute(column))] as const),
  ];
  const unit = quoteIdentifier(definition.unit);
  const columns = Object.fromEntries(
    values.map(([, value], index) => [`value ${index}`, `CAST(${value} AS DOUBLE)`]),
  );
  const found = await engine.numbers(
    `SELECT ${dialect.select(columns)} FROM (SELECT DISTINCT ${unit} AS unit FROM ${dated} AS dated) AS users ` +
      `LEFT JOIN ${quoteIdentifier(log.usersTable)} AS attributes ON attributes.${unit} = users.unit ORDER BY users.unit`,
  );
  if (found.rows !== users)
    throw new PanelError(
      "panel.users-twice",
      `the users table has more than one row for some users (${found.rows} rows for ${users} users); one row a user is expected`,
      { table: log.usersTable },
    );
  const table = Object.fromEntries(values.map(([name], index) => [name, found.columns[`value ${index}`]!]));
  for (const [name, rule] of rules)
    if (table[name]!.includes(-1) && rule.kind === "category")
      await refuseLevels(engine, log.usersTable, name, rule);
  return table;
}

/** The number itself, or the code of a text: -1 for a text that is no level and must not be there. */
function valueSql(rule: UserColumnRule, value: string): string {
  if (rule.kind === "attribute") return value;
  const text = `CAST(${value} AS VARCHAR)`;
  const cases = rule.levels.map((level, code) => `WHEN ${text} = ${quoteLiteral(level)} THEN ${code}`);
  const other = rule.others === "refuse" ? `WHEN ${text} IS NOT NULL THEN -1` : "";
  return `CASE ${cases.join(" ")} ${other} END`;
}

async function refuseLevels(
  engine: Engine,
  table: string,
  name: string,
  rule: Extract<UserColumnRule, { readonly kind: "category" }>,
): Promise<never> {
  const text = `CAST(${quoteIdentifier(rule.column)} AS VARCHAR)`;
  const known = rule.levels.map(quoteLiteral).join(", ");
  const found = await engine.objects(
    `SELECT ${text} AS level, CAST(count(*) AS DOUBLE) AS users FROM ${quoteIdentifier(table)} ` +
      `WHERE ${text} NOT IN (${known}) GROUP BY ${text} ORDER BY users DESC, level LIMIT 10`,
  );
  const others = found.map(({ level, users }) => `"${level}" (${users} users)`).join(", ");
  throw new PanelError(
    "panel.category-level",
    `baseline.${name}: ${rule.column} has values that are none of its levels: ${others}; name them among the levels, or state others: "notKnown"`,
    { name, levels: found.map(({ level }) => level) },
  );
}
