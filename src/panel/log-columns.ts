import { isBaseMeasure } from "../definition/measure.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Engine } from "../engine/engine.js";
import { quoteLiteral } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { SourceLog } from "../sources/source.js";
import { userDateColumns } from "./user-dates.js";

const integers = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^BOOLEAN$/;
const reals = /^(DOUBLE|FLOAT|DECIMAL\(.*\))$/;
const kinds = {
  any: /./,
  number: new RegExp(`${integers.source}|${reals.source}`),
  date: /^(DATE|TIMESTAMP.*)$/,
  boolean: /^BOOLEAN$/,
};

type TypeKind = keyof typeof kinds;

/** How exact sums add values of an engine type. */
export function expressionKind(type: string): "integer" | "real" {
  return integers.test(type) ? "integer" : "real";
}

/** @throws PanelError `panel.expression` for a value of another type than a measure needs. */
export function needType(where: string, type: string, needed: TypeKind): void {
  if (!kinds[needed].test(type))
    throw new PanelError("panel.expression", `${where} is ${type}; expected a ${needed}`, { where, type });
}

/** Engine types of a table's columns, in their order. */
export async function tableTypes(engine: Engine, table: string): Promise<ReadonlyMap<string, string>> {
  const found = await engine.objects(
    `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ${quoteLiteral(table)} ` +
      "ORDER BY ordinal_position",
  );
  return new Map(found.map((row) => [String(row.column_name), String(row.data_type)]));
}

/**
 * Checks that the log's tables have every column a definition names, numbers and dates where they are needed.
 * @returns whether each numeric event column holds whole numbers or real ones
 * @throws PanelError `panel.event-column` or `panel.user-column`, with the columns there are
 */
export async function checkPanelColumns(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "usersTable">,
  definition: PanelDefinition,
): Promise<ReadonlyMap<string, "integer" | "real">> {
  const events = await tableTypes(engine, log.eventsTable);
  const need = (where: string, column: string, kind: TypeKind, types: ReadonlyMap<string, string>) => {
    const type = types.get(column);
    const code = types === events ? "panel.event-column" : "panel.user-column";
    if (type === undefined)
      throw new PanelError(
        code,
        `${where} names "${column}", which the ${types === events ? "events" : "users"} do not have; they have ` +
          [...types.keys()].join(", ") +
          didYouMean(column, types.keys()) +
          (types === events
            ? ""
            : `; of a table, users have the columns that its mapping lists: "attributes": ["${column}"]`),
        { where, column },
      );
    if (!kinds[kind].test(type))
      throw new PanelError(code, `${where} names "${column}", which is ${type}; expected a ${kind}`, {
        where,
        column,
        type,
      });
  };
  need("unit", definition.unit, "any", events);
  need("day", definition.day, "any", events);
  if (definition.time !== undefined) need("time", definition.time, "any", events);
  for (const [name, measure] of Object.entries(definition.measures))
    if (isBaseMeasure(measure) && "column" in measure && measure.kind !== "itemMean")
      need(`measures.${name}`, measure.column, measure.kind === "countDistinct" ? "any" : "number", events);
  const rules = Object.entries(definition.baseline);
  const dates = Object.entries(userDateColumns(definition));
  if (rules.some(([, rule]) => rule.kind !== "entryDay") || dates.length > 0) {
    const users = await tableTypes(engine, log.usersTable);
    need("unit", definition.unit, "any", users);
    for (const [name, rule] of rules)
      if (rule.kind !== "entryDay")
        need(`baseline.${name}`, rule.column, rule.kind === "category" ? "any" : "number", users);
    for (const [name, column] of dates) need(`the ${name} of a user`, column, "date", users);
  }
  return new Map([...events].map(([name, type]) => [name, expressionKind(type)]));
}
