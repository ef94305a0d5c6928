import { dialect } from "../../../engine/dialect.js";
import type { Engine } from "../../../engine/engine.js";
import { quoteIdentifier } from "../../../engine/quote-sql.js";
import { brokenNumber, refuseFirstBrokenNumber } from "../broken-number.js";
import { type CsvFile, createFromCsv } from "../csv-file.js";
import { itemDayColumns, itemDayRates } from "./item-day-columns.js";
import type { SideTable } from "./side-table.js";
import { countsOf, sideTableAudit } from "./side-table-counts.js";

/**
 * Makes two tables of item_daily_features: `rowsTable`, every row as read with the two rates, which is what the
 * notebook describes; and `table`, one row a video and day, which is what may be joined. KuaiRec repeats 226,111 of its
 * 343,341 rows' keys, so a plain join would multiply events. Of several rows of a key the largest known value of each
 * count is taken (repeats carry the same counts, and adding them would count plays twice); the rates are formed after.
 * A blank count is not known. Throws `SourceError` "kuairec.not-a-whole-number", "kuairec.malformed-row".
 */
export async function loadItemDays(
  engine: Engine,
  file: CsvFile,
  rowsTable: string,
  table: string,
): Promise<SideTable> {
  const numbers = itemDayColumns.map((column) => [column, dialect.finiteNumber(quoteIdentifier(column))]);
  const unreadable = itemDayColumns.map(
    (column) =>
      `(${quoteIdentifier(column)} IS NOT NULL AND (${dialect.finiteNumber(quoteIdentifier(column))}) IS NULL)`,
  );
  const staged = `${rowsTable}_read`;
  await createFromCsv(engine, staged, file, {
    video_id: dialect.wholeNumber("video_id"),
    event_date: dialect.dateFromYmdNumber('TRY_CAST("date" AS DOUBLE)'),
    ...Object.fromEntries(numbers),
    broken_number: brokenNumber("video_id", true),
    broken_value: unreadable.join(" OR "),
  });
  const counts = await countsOf(engine, staged, {
    rows: "TRUE",
    broken: "broken_number",
    unreadable: "broken_value",
    undated: "event_date IS NULL",
  });
  if (counts.broken > 0) await refuseFirstBrokenNumber(engine, file, [{ name: "video_id", required: true }]);
  const listed = itemDayColumns.map(quoteIdentifier).join(", ");
  await engine.run(
    `CREATE OR REPLACE TABLE ${rowsTable} AS SELECT video_id, event_date, ${listed}, ${dialect.select(itemDayRates)} FROM ${staged}`,
  );
  const largest = Object.fromEntries(
    itemDayColumns.map((column) => [column, `max(${quoteIdentifier(column)})`]),
  );
  const differs = itemDayColumns
    .map((column) => `min(${quoteIdentifier(column)}) <> max(${quoteIdentifier(column)})`)
    .join(" OR ");
  const keyed =
    `SELECT video_id, event_date, ${dialect.select(largest)}, CAST(count(*) AS DOUBLE) AS rows_of_key, ` +
    `coalesce(${differs}, FALSE) AS rows_differ FROM ${staged} WHERE event_date IS NOT NULL GROUP BY video_id, event_date`;
  await engine.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT video_id, event_date, ${listed}, ${dialect.select(itemDayRates)}, ` +
      `rows_of_key, rows_differ FROM (${keyed}) AS keyed ORDER BY video_id, event_date`,
  );
  const keys = await countsOf(engine, table, {
    keys: "TRUE",
    repeated: "rows_of_key > 1",
    differ: "rows_differ",
  });
  await engine.run(`DROP TABLE ${staged}`);
  const rowsOnRepeatedKeys = counts.rows - counts.undated - (keys.keys - keys.repeated);
  const line = sideTableAudit(file.table.name, counts.rows);
  return {
    name: file.table.name,
    table,
    key: ["video_id", "event_date"],
    rows: counts.rows,
    keys: keys.keys,
    rowsOnRepeatedKeys,
    audit: [
      line("rows_read", counts.rows, "noted", "Rows read from the table."),
      line("unreadable_values", counts.unreadable, "kept", "Rows with a count that is no number: not known."),
      line(
        "unreadable_dates",
        counts.undated,
        "kept",
        "Rows whose date is no day: described, joined to nothing.",
      ),
      line(
        "repeated_keys",
        rowsOnRepeatedKeys,
        "repaired",
        "Rows whose video and day another row has too: the largest known value of each count is joined.",
      ),
      {
        ...line("differing_keys", keys.differ, "noted", "Videos and days whose rows differ in a count."),
        share: keys.keys === 0 ? 0 : keys.differ / keys.keys,
      },
    ],
  };
}
