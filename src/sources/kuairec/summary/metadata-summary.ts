import { dialect } from "../../../engine/dialect.js";
import type { Engine } from "../../../engine/engine.js";
import { exactSums } from "../../../engine/exact-sums.js";
import { quoteIdentifier } from "../../../engine/quote-sql.js";
import { SourceError } from "../../../errors.js";
import type { SourceLog } from "../../source.js";
import type { SummaryRow } from "../../summary/summary-row.js";
import { kuairecTables } from "../kuairec-tables.js";
import type { KuaiRecItems } from "./load-items.js";
import type { SideTable } from "./side-table.js";

export interface MetadataSummary {
  readonly metadata_diagnostics: readonly { readonly metric: string; readonly value: number }[];
  /** Events, users and mean engagement of each activity segment; users without features are in none. */
  readonly user_active_degree_segments: readonly SummaryRow[];
  /** For each table beside the events: its keys, and how many events found a row. */
  readonly join_diagnostics: readonly SummaryRow[];
}

const featureColumns = kuairecTables.userFeatures.columns.filter((column) => column !== "user_id");

/**
 * Joins every event to its user, video, video-day and social network, and says what was found. All tables have one row
 * a key; should the joined rows be other than the events all the same, that is a `SourceError`
 * "kuairec.join-multiplied".
 */
export async function metadataSummary(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "usersTable" | "events" | "audit">,
  { categories, days, network }: KuaiRecItems,
): Promise<MetadataSummary> {
  const hasFeatures = featureColumns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(" OR ");
  const users = `(SELECT user_id, user_active_degree IS NOT NULL AS has_degree, ${hasFeatures} AS has_features FROM ${log.usersTable})`;
  const rate = (test: string) => `CAST(count(*) FILTER (WHERE ${test}) AS DOUBLE)`;
  const found = await engine.objects(
    `SELECT ${dialect.select({
      rows: rate("TRUE"),
      features: rate("u.has_features"),
      degree: rate("u.has_degree"),
      categories: rate("c.video_id IS NOT NULL"),
      days: rate("d.video_id IS NOT NULL"),
      network: rate("s.user_id IS NOT NULL"),
    })} FROM ${log.eventsTable} AS e LEFT JOIN ${users} AS u ON u.user_id = e.user_id ` +
      `LEFT JOIN ${categories.table} AS c ON c.video_id = e.video_id ` +
      `LEFT JOIN ${days.table} AS d ON d.video_id = e.video_id AND d.event_date = e.event_date ` +
      `LEFT JOIN ${network.table} AS s ON s.user_id = e.user_id`,
    "Joining item and user tables",
  );
  const distinct = await engine.objects(
    `SELECT ${dialect.select({
      segments: `(SELECT CAST(count(DISTINCT user_active_degree) AS DOUBLE) FROM ${log.usersTable})`,
      firsts:
        `(SELECT CAST(count(DISTINCT first_category) AS DOUBLE) FROM ${categories.table} ` +
        `WHERE video_id IN (SELECT video_id FROM ${log.eventsTable}))`,
    })}`,
  );
  const counts = { ...found[0], ...distinct[0] } as Readonly<Record<string, number>>;
  const rows = counts.rows as number;
  if (rows !== log.events)
    throw new SourceError(
      "kuairec.join-multiplied",
      `joining the tables beside the events gave ${rows} rows for ${log.events} events; expected one a event`,
      { rows, events: log.events },
    );
  const join = (
    side: Omit<SideTable, "table" | "audit" | "keys"> & { keys: number | null },
    matched: number,
  ) => ({
    table: side.name,
    key: side.key.join(", "),
    rows: side.rows,
    keys: side.keys,
    rows_on_repeated_keys: side.keys === null ? null : side.rowsOnRepeatedKeys,
    events: rows,
    events_matched: matched,
    unmatched_rate: (rows - matched) / rows,
  });
  const featureRows = log.audit.rows.find(
    ({ table, check }) => table === kuairecTables.userFeatures.name && check === "rows_read",
  );
  const features = {
    name: kuairecTables.userFeatures.name,
    key: ["user_id"],
    rows: featureRows?.rows ?? 0,
    keys: null,
    rowsOnRepeatedKeys: 0,
  };
  return {
    metadata_diagnostics: [
      { metric: "rows", value: rows },
      { metric: "missing_user_active_degree_rate", value: (rows - (counts.degree as number)) / rows },
      { metric: "missing_item_category_rate", value: (rows - (counts.categories as number)) / rows },
      { metric: "unique_user_activity_segments", value: counts.segments as number },
      { metric: "unique_first_categories", value: counts.firsts as number },
    ],
    user_active_degree_segments: await segments(engine, log),
    join_diagnostics: [
      join(features, counts.features as number),
      join(categories, counts.categories as number),
      join(days, counts.days as number),
      join(network, counts.network as number),
    ],
  };
}

async function segments(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "usersTable">,
): Promise<readonly SummaryRow[]> {
  const means = { avg_watch_ratio: "watch_ratio", avg_play_duration_sec: "play_duration_sec" };
  const from =
    `(SELECT e.user_id, e.watch_ratio, e.play_duration_sec, u.user_active_degree FROM ${log.eventsTable} AS e ` +
    `JOIN ${log.usersTable} AS u ON u.user_id = e.user_id WHERE u.user_active_degree IS NOT NULL)`;
  const sums = await exactSums(
    engine,
    log.eventsTable,
    Object.entries(means).map(([name, column]) => ({ name, expression: column, kind: "real" })),
  );
  const averages = Object.entries(means).map(([name, column]) => [
    name,
    `${sums.get(name)} / CAST(count(${column}) AS DOUBLE)`,
  ]);
  return engine.objects(
    `SELECT ${dialect.select({
      user_active_degree: "user_active_degree",
      rows: "CAST(count(*) AS DOUBLE)",
      users: "CAST(count(DISTINCT user_id) AS DOUBLE)",
      ...Object.fromEntries(averages),
    })} FROM ${from} AS joined GROUP BY user_active_degree ORDER BY count(*) DESC, user_active_degree`,
  );
}
