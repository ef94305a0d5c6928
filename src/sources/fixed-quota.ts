import type { Engine } from "../engine/engine.js";
import { quoteIdentifier } from "../engine/quote-sql.js";
import type { FixedQuota } from "../results/audit.js";

/** Rows and distinct items of each user, [users] each, and the number of distinct items in the log. */
export interface UserTotals {
  readonly rows: Float64Array;
  readonly items: Float64Array;
  readonly catalogue: number;
}

const fewestUsers = 10;
const steady = 0.05;
/** Share of the catalogue at which a user is taken to have seen all of it. */
export const nearlyAll = 0.99;

/**
 * Whether how a log was collected fixes how many rows a user has. It does when per-user totals hardly vary
 * (coefficient of variation, SD with n - 1 over mean, under 5 %) or when at least half of the users saw at least 99 %
 * of the catalogue and nothing twice: then more today is fewer later with no cause at all, and counts of rows or of
 * distinct items answer no causal question. With fewer than ten users nothing can be told, and nothing is bound.
 * STATISTICS: fixed quota. It binds KuaiRec's small_matrix (3,314 ± 7 rows of 3,327 videos) and not its big_matrix
 * (1,746 ± 992 rows of 10,728); both are checked in test/sources/fixed-quota.test.ts.
 */
export function fixedQuota({ rows, items, catalogue }: UserTotals): FixedQuota {
  const users = rows.length;
  let total = 0;
  let atCatalogue = 0;
  rows.forEach((count, user) => {
    total += count;
    if (items[user] === count && count >= nearlyAll * catalogue) atCatalogue += 1;
  });
  const meanRowsPerUser = users === 0 ? 0 : total / users;
  let squares = 0;
  for (const count of rows) squares += (count - meanRowsPerUser) ** 2;
  const deviation = users < 2 ? 0 : Math.sqrt(squares / (users - 1));
  const coefficientOfVariation = meanRowsPerUser === 0 ? 0 : deviation / meanRowsPerUser;
  const shareAtCatalogue = users === 0 ? 0 : atCatalogue / users;
  const enough = users >= fewestUsers;
  const bound = enough && (coefficientOfVariation < steady || shareAtCatalogue >= 0.5);
  const counted = `${plain(meanRowsPerUser)} ± ${plain(deviation)} rows a user, ${catalogue} items in all`;
  const sentence = !enough
    ? `Too few users (${users}) to tell whether how this log was collected fixes the rows of a user.`
    : bound
      ? `Rows per user are fixed by how this log was collected (${counted}): more today is fewer later with no cause.`
      : `Rows per user are not fixed by how this log was collected (${counted}).`;
  return {
    users,
    meanRowsPerUser,
    coefficientOfVariation,
    catalogue,
    shareAtCatalogue,
    bound,
    judged: enough,
    sentence,
  };
}

/** Reads the totals of an events table: every row counts, dated or not. Users in order of their id. */
export async function userTotals(
  engine: Engine,
  eventsTable: string,
  user: string,
  item: string,
): Promise<UserTotals> {
  const events = quoteIdentifier(eventsTable);
  const { columns } = await engine.numbers(
    `SELECT CAST(count(*) AS DOUBLE) AS "rows", CAST(count(DISTINCT ${quoteIdentifier(item)}) AS DOUBLE) AS items ` +
      `FROM ${events} GROUP BY ${quoteIdentifier(user)} ORDER BY ${quoteIdentifier(user)}`,
  );
  const catalogue = await engine.numbers(
    `SELECT CAST(count(DISTINCT ${quoteIdentifier(item)}) AS DOUBLE) AS items FROM ${events}`,
  );
  return {
    rows: columns.rows as Float64Array,
    items: columns.items as Float64Array,
    catalogue: catalogue.columns.items?.[0] ?? 0,
  };
}

function plain(value: number): string {
  return value.toFixed(1);
}
