import type { EventMeasure } from "../definition/event-measure.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { Engine } from "../engine/engine.js";
import { quoteIdentifier } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { SourceLog } from "../sources/source.js";
import { expressionKind, needType, tableTypes } from "./log-columns.js";

/** Item attributes beside the events, each under `item` and its measure's name. */
export interface ItemJoins {
  /** `, item0.value AS "item …"` for the select list. */
  readonly columns: string;
  /** ` LEFT JOIN …`, from events named `dated`. */
  readonly joins: string;
  readonly kinds: ReadonlyMap<string, "integer" | "real">;
}

/**
 * Joins of the dimensions that measures name. Rows of a dimension that agree in key and value are one, a key with two
 * values is refused: so an event meets at most one row and the number of events stays.
 * @throws PanelError `panel.dimension` for one that the source does not have, `panel.dimension-column`,
 *   `panel.dimension-key` for a key with two values
 */
export async function itemJoins(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "dimensions">,
  measures: readonly (readonly [string, EventMeasure])[],
): Promise<ItemJoins> {
  const columns: string[] = [];
  const joins: string[] = [];
  const kinds = new Map<string, "integer" | "real">();
  for (const [name, measure] of measures) {
    if (measure.kind !== "itemMean") continue;
    const alias = `item${joins.length}`;
    const where = `measures.${name}`;
    const table = dimensionTable(log, where, measure.dimension);
    const types = await tableTypes(engine, table);
    const events = await tableTypes(engine, log.eventsTable);
    for (const column of [...measure.on, measure.column])
      if (!types.has(column)) throw missing(where, column, measure.dimension, types);
    for (const column of measure.on) if (!events.has(column)) throw missing(where, column, "events", events);
    needType(where, types.get(measure.column)!, "number");
    kinds.set(name, expressionKind(types.get(measure.column)!));
    const rows = dimensionRows(table, measure.on, measure.column);
    await refuseTwice(engine, where, rows, measure.dimension, measure.on, measure.column);
    const match = measure.on.map((key, index) => `${alias}.key${index} = dated.${quoteIdentifier(key)}`);
    columns.push(`, ${alias}.value AS ${quoteIdentifier(`item ${name}`)}`);
    joins.push(` LEFT JOIN ${rows} AS ${alias} ON ${match.join(" AND ")}`);
  }
  return { columns: columns.join(""), joins: joins.join(""), kinds };
}

/** Distinct keys and values of a dimension, as `key0`, `key1`, … and `value`; blank values left out. */
function dimensionRows(table: string, on: readonly string[], column: string): string {
  const keys = on.map((key, index) => `${quoteIdentifier(key)} AS key${index}`).join(", ");
  const value = quoteIdentifier(column);
  return `(SELECT DISTINCT ${keys}, ${value} AS value FROM ${quoteIdentifier(table)} WHERE ${value} IS NOT NULL)`;
}

async function refuseTwice(
  engine: Engine,
  where: string,
  rows: string,
  dimension: string,
  on: readonly string[],
  column: string,
): Promise<void> {
  const keys = on.map((_, index) => `key${index}`);
  const texts = keys.map((key) => `CAST(${key} AS VARCHAR) AS ${key}`).join(", ");
  const twice = await engine.objects(
    `SELECT ${texts}, CAST(count(*) AS DOUBLE) AS found FROM ${rows} AS items GROUP BY ${keys.join(", ")} ` +
      `HAVING count(*) > 1 ORDER BY ${keys.join(", ")} LIMIT 1`,
  );
  const [first] = twice;
  if (first === undefined) return;
  const key = on.map((name, index) => `${name} ${first[`key${index}`]}`).join(", ");
  throw new PanelError(
    "panel.dimension-key",
    `${where}: ${dimension} has ${first.found} different values of ${column} for ${key}; expected one a key, else the join would multiply events. Join on more columns, or choose a value for each key first`,
    { where, dimension, key },
  );
}

function dimensionTable(log: Pick<SourceLog, "dimensions">, where: string, dimension: string): string {
  const known = log.dimensions ?? {};
  if (Object.hasOwn(known, dimension)) return known[dimension]!;
  const names = Object.keys(known);
  throw new PanelError(
    "panel.dimension",
    `${where}: the source has no dimension "${dimension}"; it has ${names.join(", ") || "none"}${didYouMean(dimension, names)}`,
    { where, dimension },
  );
}

function missing(
  where: string,
  column: string,
  table: string,
  types: ReadonlyMap<string, string>,
): PanelError {
  return new PanelError(
    "panel.dimension-column",
    `${where}: ${table} has no column "${column}"; it has ${[...types.keys()].join(", ")}${didYouMean(column, types.keys())}`,
    { where, column },
  );
}
