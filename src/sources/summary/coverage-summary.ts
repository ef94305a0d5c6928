import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { EventRoles } from "./event-roles.js";

export interface CoverageRow {
  readonly metric: string;
  /** A count, or a day "YYYY-MM-DD" or local time "YYYY-MM-DD hh:mm:ss[.ffffff]" as text; null for none. */
  readonly value: number | string | null;
}

/** How many events, users, items and days a log has, and from when to when; every row counts, dated or not. */
export async function coverageSummary(
  engine: Engine,
  table: string,
  { user, item, day, time, words }: EventRoles,
): Promise<readonly CoverageRow[]> {
  const distinct = (column: string) => `CAST(count(DISTINCT ${quoteIdentifier(column)}) AS DOUBLE)`;
  const range = (name: string, column: string) => [
    [`first_${name}`, `CAST(min(${quoteIdentifier(column)}) AS VARCHAR)`],
    [`last_${name}`, `CAST(max(${quoteIdentifier(column)}) AS VARCHAR)`],
  ];
  const metrics = [
    [`${words.event}_rows`, "CAST(count(*) AS DOUBLE)"],
    ["unique_users", distinct(user)],
    ...(item === undefined ? [] : [[`unique_${words.items}`, distinct(item)]]),
    ["unique_event_dates", distinct(day)],
    ...range("event_date", day),
    ...(time === undefined ? [] : range("event_time", time)),
  ];
  const found = await engine.objects(
    `SELECT ${dialect.select(Object.fromEntries(metrics))} FROM ${quoteIdentifier(table)}`,
  );
  return Object.entries(found[0] ?? {}).map(([metric, value]) => ({
    metric,
    value: typeof value === "boolean" ? null : value,
  }));
}
