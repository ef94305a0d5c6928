import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";

/**
 * Makes the users table: one row a user of the events table, in order of the id, with the attribute columns, whose
 * value is the only one that the user's events have (blank ones aside).
 * @throws SourceError "table.attribute-varies" with the user and two values
 */
export async function loadAttributes(
  engine: Engine,
  eventsTable: string,
  usersTable: string,
  attributes: readonly string[],
  file: string,
): Promise<void> {
  const columns = attributes.map(quoteIdentifier);
  const values = columns.map((column) => `, min(${column}) AS ${column}`).join("");
  await engine.run(
    `CREATE OR REPLACE TABLE ${quoteIdentifier(usersTable)} AS SELECT user_id${values} FROM ${quoteIdentifier(eventsTable)} ` +
      "WHERE user_id IS NOT NULL GROUP BY user_id ORDER BY user_id",
  );
  for (const [index, column] of columns.entries()) {
    const found = await engine.objects(
      `SELECT CAST(user_id AS VARCHAR) AS id, CAST(min(${column}) AS VARCHAR) AS one, CAST(max(${column}) AS VARCHAR) AS two ` +
        `FROM ${quoteIdentifier(eventsTable)} WHERE user_id IS NOT NULL GROUP BY user_id HAVING min(${column}) <> max(${column}) ORDER BY user_id LIMIT 1`,
    );
    if (found[0] === undefined) continue;
    const { id, one, two } = found[0];
    throw new SourceError(
      "table.attribute-varies",
      `${file}: "${attributes[index]}" is mapped as an attribute of users, but user ${id} has ${one} and ${two}`,
      { table: file, column: attributes[index], user: id },
    );
  }
}
