import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import type { TableActions } from "./table-audit.js";
import type { TableFile } from "./table-file.js";

/** The first rows of a file, and SQL of those of them that are kept. */
export interface LimitedRows {
  readonly file: TableFile;
  readonly keep: string | undefined;
  readonly limit: TableActions["limit"];
}

/**
 * Holds a file that was read with a limit to its first N rows, and finds the user whom the limit cut short: the one of
 * row N + 1, if the rows of each user stand together. Where they do not, every user may be cut and all rows are kept.
 * @throws SourceError "table.only-cut-user"
 */
export async function limitRows(
  engine: Engine,
  whole: TableFile,
  rows: number,
  userColumn: string,
  keepCutUser: boolean,
): Promise<LimitedRows> {
  const user = quoteIdentifier(userColumn);
  const file = { ...whole, relation: `(SELECT * FROM ${whole.relation} WHERE rowid < ${rows})` };
  const next = await engine.objects(
    `SELECT CAST(${user} AS VARCHAR) AS id FROM ${whole.relation} WHERE rowid = ${rows}`,
  );
  if (next[0] === undefined || next[0].id === null) return { file, keep: undefined, limit: undefined };
  const found = await engine.objects(
    "SELECT count(DISTINCT who) AS users, count(*) FILTER (WHERE who IS DISTINCT FROM before) AS runs, " +
      `count(*) FILTER (WHERE who = ${quoteLiteral(String(next[0].id))}) AS cut, count(*) AS n ` +
      "FROM (SELECT who, lag(who) OVER (ORDER BY line) AS before FROM " +
      `(SELECT coalesce(CAST(${user} AS VARCHAR), '') AS who, rowid AS line FROM ${whole.relation} WHERE rowid < ${rows}))`,
  );
  const [users, runs, cut, n] = ["users", "runs", "cut", "n"].map((name) => Number(found[0]?.[name])) as [
    number,
    number,
    number,
    number,
  ];
  if (runs > users) return { file, keep: undefined, limit: { kind: "mixed", rows: n } };
  if (cut === 0) return { file, keep: undefined, limit: undefined };
  const limit = { kind: "cut", user: String(next[0].id), rows: cut, dropped: !keepCutUser } as const;
  if (keepCutUser) return { file, keep: undefined, limit };
  if (cut === n)
    throw new SourceError(
      "table.only-cut-user",
      `${whole.name}: the first ${n} rows hold only user ${limit.user}, who has more; read more rows, or keep the cut user`,
      { table: whole.name, rows: n },
    );
  return { file, keep: `CAST(${user} AS VARCHAR) IS DISTINCT FROM ${quoteLiteral(limit.user)}`, limit };
}
