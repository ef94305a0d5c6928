import { isPlainMeasure, type PlainMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { dialect } from "../engine/dialect.js";
import type { Engine } from "../engine/engine.js";
import { type ExactSumColumn, exactSums } from "../engine/exact-sums.js";
import { quoteIdentifier, quoteLiteral } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { UserDayTable } from "../results/user-day-table.js";
import type { SourceLog } from "../sources/source.js";
import { baselineOf } from "./baseline-of.js";
import { checkPanelColumns } from "./log-columns.js";
import { eventMeasures } from "./measure-sql.js";

const grouped = "grouped_user_days";

type Log = Pick<SourceLog, "eventsTable" | "usersTable" | "dimensions">;

/**
 * The active user-days of a log: one row for a user and a local day with at least one dated event, in ascending order
 * of the user's id (as the engine orders its type, numbers numerically) and day. Where SQL ends.
 *
 * Counts are exact; sums of events are exact or, for doubles, exact to 2^-62 of the largest value, whatever the number
 * of threads; means are formed here as sum / events that have the value. A sum or mean over events of which none has
 * the value is 0, as in the notebook. Baseline attributes are as the users table has them (null is NaN); their
 * transforms are the panel's. Every event without a day is left out.
 * @param largest  of `exactSums`, by measure: where the log's earlier user-days are kept and these are added to them
 * @throws PanelError `panel.event-column`, `panel.user-column` for a column that the log does not have,
 *   `panel.no-dated-events`, `panel.users-twice`; EngineError for a query that fails
 */
export async function userDayTable(
  engine: Engine,
  log: Log,
  definition: PanelDefinition,
  largest: Map<string, number> = new Map(),
): Promise<UserDayTable> {
  const types = await checkPanelColumns(engine, log, definition);
  const unit = quoteIdentifier(definition.unit);
  const day = quoteIdentifier(definition.day);
  const dated = datedEvents(log, definition);
  const measures = Object.entries(definition.measures).filter((entry): entry is [string, PlainMeasure] =>
    isPlainMeasure(entry[1]),
  );
  const sums = await exactSums(engine, dated, summed(measures, types), largest);

  const aggregates: Record<string, string> = {};
  measures.forEach(([name, measure], index) => {
    aggregates[`value ${index}`] = sums.get(name) ?? countOf(measure, types);
    if (measure.kind === "mean") aggregates[`events ${index}`] = countOf(measure, types);
  });
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${grouped} AS SELECT ${unit} AS unit, ${dialect.dayNumber(day)} AS day, ${dialect.select({ ...aggregates, rows: "count(*)" })} ` +
      `FROM ${dated} AS dated GROUP BY ${unit}, ${dialect.dayNumber(day)}`,
    "summing events to user-days",
  );
  const values = Object.keys(aggregates).map(quoteIdentifier).join(", ");
  const found = await engine.numbers(
    `SELECT CAST(dense_rank() OVER (ORDER BY unit) - 1 AS DOUBLE) AS user_index, CAST(day AS DOUBLE) AS day` +
      `${values === "" ? "" : `, ${values}`} FROM ${grouped} ORDER BY unit, day`,
  );
  if (found.rows === 0)
    throw new PanelError(
      "panel.no-dated-events",
      `no event has a ${definition.day}, so there is no user-day to build a panel from`,
    );
  const users = await engine.objects(
    `SELECT CAST(unit AS VARCHAR) AS id FROM (SELECT DISTINCT unit FROM ${grouped}) AS users ORDER BY unit`,
  );
  await engine.run(`DROP TABLE ${grouped}`);

  const date = found.columns.day!;
  const firstDay = date.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const lastDay = date.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const measured = ([name, measure]: [string, PlainMeasure], index: number): [string, Float64Array] => {
    const total = found.columns[`value ${index}`]!.map((value) => (Number.isNaN(value) ? 0 : value));
    if (measure.kind !== "mean") return [name, total];
    const events = found.columns[`events ${index}`]!;
    return [name, total.map((value, row) => (events[row] === 0 ? 0 : value / events[row]!))];
  };
  return {
    users: users.map(({ id }) => String(id)),
    firstDay,
    days: lastDay - firstDay + 1,
    rows: found.rows,
    user: Int32Array.from(found.columns.user_index!),
    day: Int32Array.from(date, (value) => value - firstDay),
    measures: {
      ...Object.fromEntries(measures.map(measured)),
      ...(await eventMeasures(engine, log, definition, dated, largest)),
    },
    baseline: await baselineOf(engine, log, definition, dated, users.length),
  };
}

/**
 * What a user-day table holds of its users, for a source that formed the user-days itself (`SourceLog.userDays`).
 * @throws PanelError as `userDayTable`
 */
export async function userDayBaseline(
  engine: Engine,
  log: Log,
  definition: PanelDefinition,
): Promise<UserDayTable["baseline"]> {
  await checkPanelColumns(engine, log, definition);
  const dated = datedEvents(log, definition);
  const [row] = await engine.objects(
    `SELECT count(DISTINCT ${quoteIdentifier(definition.unit)}) AS users FROM ${dated} AS dated`,
  );
  return baselineOf(engine, log, definition, dated, Number(row?.users));
}

/** The events that have a day and a unit, as a sub-query. */
function datedEvents(log: Log, definition: PanelDefinition): string {
  const [unit, day] = [quoteIdentifier(definition.unit), quoteIdentifier(definition.day)];
  return `(SELECT * FROM ${quoteIdentifier(log.eventsTable)} WHERE ${day} IS NOT NULL AND ${unit} IS NOT NULL)`;
}

/** Measures that are sums of events; whole numbers are added as such. */
function summed(
  measures: readonly [string, PlainMeasure][],
  types: ReadonlyMap<string, "integer" | "real">,
): ExactSumColumn[] {
  return measures.flatMap(([name, measure]) =>
    measure.kind === "sum" || measure.kind === "mean"
      ? [{ name, expression: quoteIdentifier(measure.column), kind: types.get(measure.column) ?? "real" }]
      : [],
  );
}

/**
 * SQL of a count, and of the events behind a mean. Different whole numbers are counted in a list a user-day, which takes
 * less time and memory than a hash table for each (measured in bench/panel).
 */
function countOf(measure: PlainMeasure, types: ReadonlyMap<string, "integer" | "real">): string {
  if (measure.kind === "count") return "CAST(count(*) AS DOUBLE)";
  const column = quoteIdentifier(measure.column);
  if (measure.kind === "countDistinct")
    return types.get(measure.column) === "integer"
      ? `CAST(list_unique(list(${column})) AS DOUBLE)`
      : `CAST(count(DISTINCT ${column}) AS DOUBLE)`;
  if (measure.kind !== "countWhere") return `CAST(count(${column}) AS DOUBLE)`;
  const holds = `${column} >= ${quoteLiteral(measure.atLeast)} AND isfinite(CAST(${column} AS DOUBLE))`;
  return `CAST(count(*) FILTER (WHERE ${holds}) AS DOUBLE)`;
}
