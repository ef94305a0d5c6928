import type { EventMeasure } from "../definition/event-measure.js";
import { isBaseMeasure, isPlainMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { dialect } from "../engine/dialect.js";
import type { Engine } from "../engine/engine.js";
import { type ExactSumColumn, exactSums } from "../engine/exact-sums.js";
import { quoteIdentifier, quoteLiteral } from "../engine/quote-sql.js";
import type { SourceLog } from "../sources/source.js";
import { checkExpression, enclosed } from "./check-expression.js";
import { itemJoins } from "./item-joins.js";
import { expressionKind, needType, tableTypes } from "./log-columns.js";

/** The value that a measure takes from one event, and what becomes of the values of a day. */
interface EventValue {
  readonly name: string;
  readonly sql: string;
  readonly kind: "integer" | "real" | "other";
  readonly aggregate: "sum" | "mean" | "min" | "max" | "first" | "last" | "countDistinct" | "countTrue";
}

/**
 * Measures that look at events one by one, in order, or at their items: smallest and largest, shares, first and last,
 * expressions, attributes of items. One more pass over the events, only when a definition has such measures.
 *
 * No result depends on threads: sums are `exactSums`, extremes and counts are exact, first and last are the extremes of
 * (time, every column in the table's order), so that events which tie are the same event twice. An event of which the
 * value or, for first and last, the time is NULL does not count; 0 where none does.
 * @param dated  the events that have a day and a unit, as a sub-query in parentheses
 * @param largest  of `exactSums`, by measure
 * @returns one column a measure, on the user-days in ascending order of unit and day
 * @throws PanelError `panel.expression`, `panel.dimension*`; EngineError "engine.not-finite" for NaN or infinity
 */
export async function eventMeasures(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "dimensions">,
  definition: PanelDefinition,
  dated: string,
  largest: Map<string, number>,
): Promise<Record<string, Float64Array>> {
  const measures = Object.entries(definition.measures).filter(
    (entry): entry is [string, EventMeasure] => isBaseMeasure(entry[1]) && !isPlainMeasure(entry[1]),
  );
  if (measures.length === 0) return {};
  const types = await tableTypes(engine, log.eventsTable);
  const items = await itemJoins(engine, log, measures);
  const values: EventValue[] = [];
  for (const [name, measure] of measures)
    values.push(await eventValue(engine, log.eventsTable, types, items.kinds, name, measure));
  const joined = `(SELECT dated.*${items.columns} FROM ${dated} AS dated${items.joins})`;

  const summable = values.flatMap(({ name, sql, kind }): ExactSumColumn[] =>
    kind === "other" ? [] : [{ name, expression: sql, kind }],
  );
  const sums = await exactSums(engine, joined, summable, largest);
  const order = definition.time === undefined ? "" : eventOrder(definition.time, [...types.keys()]);
  const aggregates: Record<string, string> = {};
  values.forEach((value, index) => {
    aggregates[`value ${index}`] = aggregateSql(value, sums, definition.time, order);
    if (value.aggregate === "mean")
      aggregates[`events ${index}`] = `CAST(count(${enclosed(value.sql)}) AS DOUBLE)`;
  });
  const unit = quoteIdentifier(definition.unit);
  const day = dialect.dayNumber(quoteIdentifier(definition.day));
  const found = await engine.numbers(
    `SELECT ${dialect.select(aggregates)} FROM ${joined} AS events GROUP BY ${unit}, ${day} ORDER BY ${unit}, ${day}`,
    "measuring single events",
  );
  return Object.fromEntries(
    values.map(({ name, aggregate }, index) => {
      const known = found.columns[`value ${index}`]!.map((value) => (Number.isNaN(value) ? 0 : value));
      const events = found.columns[`events ${index}`];
      if (aggregate !== "mean") return [name, known];
      return [name, known.map((total, row) => (events![row] === 0 ? 0 : total / events![row]!))];
    }),
  );
}

async function eventValue(
  engine: Engine,
  table: string,
  types: ReadonlyMap<string, string>,
  items: ReadonlyMap<string, "integer" | "real">,
  name: string,
  measure: EventMeasure,
): Promise<EventValue> {
  switch (measure.kind) {
    case "min":
    case "max":
    case "first":
    case "last":
      return {
        name,
        sql: quoteIdentifier(measure.column),
        kind: expressionKind(types.get(measure.column)!),
        aggregate: measure.kind,
      };
    case "shareWhere": {
      const column = quoteIdentifier(measure.column);
      const reached = `CASE WHEN ${column} >= ${quoteLiteral(measure.atLeast)} THEN 1 ELSE 0 END`;
      const sql = `CASE WHEN isfinite(CAST(${column} AS DOUBLE)) THEN ${reached} END`;
      return { name, sql, kind: "integer", aggregate: "mean" };
    }
    case "itemMean":
      return { name, sql: quoteIdentifier(`item ${name}`), kind: items.get(name)!, aggregate: "mean" };
    case "expression": {
      const type = await checkExpression(engine, table, `measures.${name}`, measure.sql);
      const { aggregate } = measure;
      const free = aggregate === "countDistinct";
      if (!free) needType(`measures.${name}`, type, aggregate === "countTrue" ? "boolean" : "number");
      const kind = free || aggregate === "countTrue" ? "other" : expressionKind(type);
      return { name, sql: enclosed(measure.sql), kind, aggregate };
    }
  }
}

function aggregateSql(
  { name, sql, aggregate }: EventValue,
  sums: ReadonlyMap<string, string>,
  time: string | undefined,
  order: string,
): string {
  switch (aggregate) {
    case "sum":
    case "mean":
      return sums.get(name)!;
    case "min":
    case "max":
      return `CAST(${aggregate}(${sql}) AS DOUBLE)`;
    case "countDistinct":
      return `CAST(count(DISTINCT ${sql}) AS DOUBLE)`;
    case "countTrue":
      return `CAST(count(*) FILTER (WHERE ${sql}) AS DOUBLE)`;
    case "first":
    case "last": {
      const known = `${sql} IS NOT NULL AND ${quoteIdentifier(time!)} IS NOT NULL`;
      const extreme = aggregate === "first" ? "min" : "max";
      const event = `${extreme}(struct_pack(${order}, value := ${sql})) FILTER (WHERE ${known})`;
      return `CAST(struct_extract(${event}, 'value') AS DOUBLE)`;
    }
  }
}

/** Fields of a struct that orders events totally: the time, then every column in the table's order. */
function eventOrder(time: string, columns: readonly string[]): string {
  return [time, ...columns].map((column, index) => `c${index} := ${quoteIdentifier(column)}`).join(", ");
}
