import type { Engine } from "../../engine/engine.js";
import type { FixedQuota } from "../../results/audit.js";
import { fixedQuota, nearlyAll } from "../fixed-quota.js";
import type { WholeRead } from "../log-growth.js";

const totals = "table_totals";
const items = "table_items";
const pairs = "table_pairs";
const nothing = "SELECT 0 AS item_id WHERE FALSE";

/** Users whose items are kept one by one: who saw nothing twice and at least half of the catalogue. */
const kept = (of: string, catalogue: number): string => `${of}.fresh AND 2 * ${of}."rows" >= ${catalogue}`;

/**
 * Makes the tables that the fixed quota is told from: the rows of each user, and whether no two of them are about the
 * same item (nor one about none); the items there are.
 */
export async function countTotals(engine: Engine, events: string, hasItems: boolean): Promise<void> {
  await engine.run(`CREATE OR REPLACE TABLE ${totals} AS ${userRows(events, hasItems)}`);
  const found = hasItems ? `SELECT DISTINCT item_id FROM ${events} WHERE item_id IS NOT NULL` : nothing;
  await engine.run(`CREATE OR REPLACE TABLE ${items} AS ${found}`);
}

/**
 * The queries whose rows `addTotals` asks for.
 * @param seen  relation that holds every event of the users whose items are kept
 */
export async function totalsToKeep(
  engine: Engine,
  seen: string,
  hasItems: boolean,
): Promise<Readonly<Record<string, string>>> {
  const query = `SELECT * FROM ${totals} ORDER BY user_id`;
  if (!hasItems) return { totals: query };
  return {
    totals: query,
    items: `SELECT * FROM ${items} ORDER BY item_id`,
    pairs:
      `SELECT seen.user_id, seen.item_id FROM ${seen} AS seen JOIN ${totals} AS total ` +
      `ON seen.user_id IS NOT DISTINCT FROM total.user_id WHERE ${kept("total", await countOf(engine, items))}`,
  };
}

/**
 * Makes the same tables of an earlier log and the events appended to it.
 * @param earlier  relations with the rows of `totalsToKeep`
 * @param added  relation of the appended events
 * @returns what can be `seen` next time, or why the log has to be read whole: of a user whose items were not kept, it
 *   must now be known whether one came twice
 */
export async function addTotals(
  engine: Engine,
  earlier: Readonly<Record<string, string>>,
  added: string,
  hasItems: boolean,
): Promise<string | WholeRead> {
  const before = earlier.totals!;
  const now = userRows(added, hasItems);
  const past = `FROM ${before} AS past FULL JOIN (${now}) AS now ON past.user_id IS NOT DISTINCT FROM now.user_id`;
  const user = 'CASE WHEN past."rows" IS NULL THEN now.user_id ELSE past.user_id END AS user_id';
  const sum = 'coalesce(past."rows", 0) + coalesce(now."rows", 0) AS "rows"';
  if (!hasItems) {
    await engine.run(`CREATE OR REPLACE TABLE ${items} AS ${nothing}`);
    await engine.run(`CREATE OR REPLACE TABLE ${totals} AS SELECT ${user}, ${sum}, FALSE AS fresh ${past}`);
    return added;
  }
  const again =
    `SELECT now.user_id, count(*) AS n FROM ${added} AS now JOIN ${earlier.pairs} AS pair ` +
    "ON now.user_id IS NOT DISTINCT FROM pair.user_id AND now.item_id = pair.item_id GROUP BY now.user_id";
  const fresh =
    'CASE WHEN now."rows" IS NULL THEN past.fresh WHEN past."rows" IS NULL THEN now.fresh ' +
    "WHEN NOT now.fresh OR NOT coalesce(past.fresh, TRUE) THEN FALSE " +
    `WHEN ${kept("past", await countOf(engine, earlier.items!))} THEN again.n IS NULL END AS fresh`;
  await engine.run(
    `CREATE OR REPLACE TABLE ${totals} AS SELECT ${user}, ${sum}, ${fresh} ${past} ` +
      `LEFT JOIN (${again}) AS again ON now.user_id IS NOT DISTINCT FROM again.user_id`,
  );
  await engine.run(
    `CREATE OR REPLACE TABLE ${items} AS SELECT item_id FROM ${earlier.items} ` +
      `UNION SELECT item_id FROM ${added} WHERE item_id IS NOT NULL`,
  );
  const enough = nearlyAll * (await countOf(engine, items));
  if ((await countOf(engine, `${totals} WHERE fresh IS NULL AND "rows" >= ${enough}`)) > 0)
    return { whole: "it was not kept which items some users have seen, who may now have seen all" };
  await engine.run(
    `CREATE OR REPLACE TABLE ${pairs} AS SELECT user_id, item_id FROM ${earlier.pairs} ` +
      `UNION ALL SELECT user_id, item_id FROM ${added}`,
  );
  return pairs;
}

/** Whether how the log was collected fixes the rows of a user, from the tables of totals. */
export async function tableQuota(engine: Engine, hasItems: boolean): Promise<FixedQuota> {
  // Of a user with an item twice, any number of different items below that of the rows says so.
  const { columns } = await engine.numbers(
    `SELECT CAST("rows" AS DOUBLE) AS "rows", CAST(CASE WHEN fresh THEN "rows" ELSE 0 END AS DOUBLE) AS items FROM ${totals} ORDER BY user_id`,
  );
  const catalogue = await countOf(engine, items);
  const quota = fixedQuota({
    rows: columns.rows as Float64Array,
    items: columns.items as Float64Array,
    catalogue,
  });
  if (hasItems && catalogue > 1) return quota;
  const why = hasItems ? "All rows are about one item" : "No item column is mapped";
  return {
    ...quota,
    catalogue,
    shareAtCatalogue: 0,
    bound: false,
    judged: false,
    sentence: `${why}, so whether how this log was collected fixes the rows of a user was not looked at.`,
  };
}

function userRows(events: string, hasItems: boolean): string {
  const fresh = hasItems ? "count(DISTINCT item_id) = count(*)" : "FALSE";
  return `SELECT user_id, count(*) AS "rows", ${fresh} AS fresh FROM ${events} GROUP BY user_id`;
}

async function countOf(engine: Engine, from: string): Promise<number> {
  const found = await engine.objects(`SELECT count(*) AS n FROM ${from}`);
  return Number(found[0]?.n);
}
