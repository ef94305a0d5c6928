import { isBaseMeasure } from "../definition/measure.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Engine } from "../engine/engine.js";
import { quoteLiteral } from "../engine/quote-sql.js";
import { PanelError } from "../errors.js";
import type { SourceLog } from "../sources/source.js";

const integers = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^BOOLEAN$/;
const reals = /^(DOUBLE|FLOAT|DECIMAL\(.*\))$/;

/**
 * Checks that the log's tables have every column a definition names, numbers where numbers are needed.
 * @returns whether each numeric event column holds whole numbers or real ones
 * @throws PanelError `panel.event-column` or `panel.user-column`, with the columns there are
 */
export async function checkPanelColumns(
  engine: Engine,
  log: Pick<SourceLog, "eventsTable" | "usersTable">,
  definition: PanelDefinition,
): Promise<ReadonlyMap<string, "integer" | "real">> {
  const events = await columnTypes(engine, log.eventsTable);
  const need = (where: string, column: string, numeric: boolean, types: ReadonlyMap<string, string>) => {
    const type = types.get(column);
    const code = types === events ? "panel.event-column" : "panel.user-column";
    if (type === undefined)
      throw new PanelError(
        code,
        `${where} names "${column}", which the ${types === events ? "events" : "users"} do not have; they have ` +
          [...types.keys()].join(", "),
        { where, column },
      );
    if (numeric && !integers.test(type) && !reals.test(type))
      throw new PanelError(code, `${where} names "${column}", which is ${type}; expected a number`, {
        where,
        column,
        type,
      });
  };
  need("unit", definition.unit, false, events);
  need("day", definition.day, false, events);
  for (const [name, measure] of Object.entries(definition.measures))
    if (isBaseMeasure(measure) && measure.kind !== "count")
      need(`measures.${name}`, measure.column, measure.kind !== "countDistinct", events);
  const rules = Object.entries(definition.baseline);
  if (rules.length > 0) {
    const users = await columnTypes(engine, log.usersTable);
    need("unit", definition.unit, false, users);
    for (const [name, rule] of rules) need(`baseline.${name}`, rule.column, true, users);
  }
  return new Map([...events].map(([name, type]) => [name, integers.test(type) ? "integer" : "real"]));
}

async function columnTypes(engine: Engine, table: string): Promise<ReadonlyMap<string, string>> {
  const found = await engine.objects(
    `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ${quoteLiteral(table)} ` +
      "ORDER BY ordinal_position",
  );
  return new Map(found.map((row) => [String(row.column_name), String(row.data_type)]));
}
