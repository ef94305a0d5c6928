import { dialect } from "../../../engine/dialect.js";
import type { Engine } from "../../../engine/engine.js";
import { brokenNumber, refuseFirstBrokenNumber } from "../broken-number.js";
import { type CsvFile, createFromCsv } from "../csv-file.js";
import type { SideTable } from "./side-table.js";
import { countsOf, sideTableAudit } from "./side-table-counts.js";

/**
 * Makes the table of the social network: one row a user, ordered by id, with `friends`, the length of the longest list
 * that the user has. Throws `SourceError` "kuairec.not-a-whole-number", "kuairec.malformed-row".
 */
export async function loadSocialNetwork(engine: Engine, file: CsvFile, table: string): Promise<SideTable> {
  const staged = `${table}_read`;
  await createFromCsv(engine, staged, file, {
    user_id: dialect.wholeNumber("user_id"),
    friends: "CAST(len(regexp_extract_all(coalesce(friend_list, ''), '[0-9]+')) AS DOUBLE)",
    broken_number: brokenNumber("user_id", true),
  });
  const { rows, broken } = await countsOf(engine, staged, { rows: "TRUE", broken: "broken_number" });
  if (broken > 0) await refuseFirstBrokenNumber(engine, file, [{ name: "user_id", required: true }]);
  await engine.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT user_id, max(friends) AS friends, CAST(count(*) AS DOUBLE) AS rows_of_key ` +
      `FROM ${staged} GROUP BY user_id ORDER BY user_id`,
  );
  const { keys, repeated } = await countsOf(engine, table, { keys: "TRUE", repeated: "rows_of_key > 1" });
  await engine.run(`DROP TABLE ${staged}`);
  const rowsOnRepeatedKeys = rows - (keys - repeated);
  const line = sideTableAudit(file.table.name, rows);
  return {
    name: file.table.name,
    table,
    key: ["user_id"],
    rows,
    keys,
    rowsOnRepeatedKeys,
    audit: [
      line("rows_read", rows, "noted", "Rows read from the table."),
      line(
        "repeated_keys",
        rowsOnRepeatedKeys,
        "repaired",
        "Rows whose user another row has too: the longest list of friends counts.",
      ),
    ],
  };
}
