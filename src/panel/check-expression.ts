import { didYouMean } from "../definition/nearest-name.js";
import type { Engine } from "../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../engine/quote-sql.js";
import { EngineError, PanelError } from "../errors.js";
import { tableTypes } from "./log-columns.js";

/** An expression that stands in a statement alone, whatever comment it ends with. */
export function enclosed(sql: string): string {
  return `(\n${sql}\n)`;
}

/**
 * Checks that a text is one SQL expression over the columns of one row of a table, whose value does not depend on other
 * rows, on the time, or on chance; the engine's own parser and binder decide.
 * @returns the engine's type of its value
 * @throws PanelError `panel.expression`, saying what was found
 */
export async function checkExpression(
  engine: Engine,
  table: string,
  where: string,
  sql: string,
): Promise<string> {
  const refuse = (fault: string): never => {
    throw new PanelError(
      "panel.expression",
      `${where}: ${fault}; expected one expression over the columns of one event. Found: ${sql}`,
      { where, sql },
    );
  };
  const parsed = await parse(engine, sql);
  if (parsed.error) return refuse(`is no SQL expression (${parsed.error_message ?? "not a query"})`);
  const [statement, ...others] = parsed.statements ?? [];
  const node = statement?.node;
  if (node?.type !== "SELECT_NODE" || others.length > 0 || node.select_list?.length !== 1)
    return refuse("is more than one expression");
  const { select_list: list, ...rest } = node;
  if (rest.from_table?.type !== "EMPTY" || JSON.stringify(rest).includes('"class"'))
    return refuse("is more than an expression");
  const found = partsOf(list);
  for (const [part, words] of Object.entries(refused))
    if (found.classes.has(part)) return refuse(`holds ${words}`);
  const columns = [...(await tableTypes(engine, table)).keys()];
  const own = new Set([table, ...columns, ...found.parameters].map((name) => name.toLowerCase()));
  const other = [...found.names].find((name) => !own.has(name.toLowerCase()));
  if (other !== undefined)
    return refuse(
      `names "${other}", which is no column of the events; they have ${columns.join(", ")}${didYouMean(other, columns)}`,
    );
  const functions = await functionFaults(engine, [...found.functions]);
  if (functions.length > 0) return refuse(functions.join(" and "));

  const from = quoteIdentifier(table);
  try {
    await engine.explain(`SELECT 1 FROM ${from} WHERE ${enclosed(sql)} IS NULL`);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return refuse(error.message.split("\n")[0] ?? error.code);
  }
  const described = await engine.objects(`DESCRIBE SELECT ${enclosed(sql)} AS value FROM ${from}`);
  return String(described[0]?.column_type);
}

const refused: Readonly<Record<string, string>> = {
  SUBQUERY: "a sub-query",
  WINDOW: "a window function",
  STAR: "a star",
  PARAMETER: "a parameter",
};

interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly {
    readonly node: {
      readonly type: string;
      readonly select_list?: readonly unknown[];
      readonly from_table?: { readonly type: string };
    };
  }[];
}

async function parse(engine: Engine, sql: string): Promise<Parsed> {
  const text = quoteLiteral(`SELECT ${enclosed(sql)}`);
  const [row] = await engine.objects(`SELECT CAST(json_serialize_sql(${text}) AS VARCHAR) AS parsed`);
  return JSON.parse(String(row?.parsed)) as Parsed;
}

interface Parts {
  /** Kinds of expression. */
  readonly classes: Set<string>;
  readonly functions: Set<string>;
  /** First parts of names, and names that a lambda gives to its own parameters. */
  readonly names: Set<string>;
  readonly parameters: Set<string>;
}

/** What stands anywhere in a parsed expression. */
function partsOf(root: unknown): Parts {
  const parts: Parts = { classes: new Set(), functions: new Set(), names: new Set(), parameters: new Set() };
  const visit = (at: unknown, names: Set<string>): void => {
    if (typeof at !== "object" || at === null) return;
    const {
      class: kind,
      function_name: called,
      column_names: named,
    } = at as Readonly<Record<string, unknown>>;
    if (typeof kind === "string") parts.classes.add(kind);
    if (typeof called === "string") parts.functions.add(called.toLowerCase());
    if (kind === "COLUMN_REF" && Array.isArray(named)) names.add(String(named[0]));
    for (const [key, value] of Object.entries(at))
      visit(value, kind === "LAMBDA" && key === "lhs" ? parts.parameters : names);
  };
  visit(root, parts.names);
  return parts;
}

/** Functions that look at other rows, or whose value changes from call to call, in words. */
async function functionFaults(engine: Engine, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const found = await engine.objects(
    `SELECT DISTINCT function_name AS name, function_type = 'aggregate' AS aggregate FROM duckdb_functions() ` +
      `WHERE function_name IN (${names.map(quoteLiteral).join(", ")}) ` +
      `AND (function_type = 'aggregate' OR stability <> 'CONSISTENT') ORDER BY ALL`,
  );
  return found.map(({ name, aggregate }) =>
    aggregate === true
      ? `holds the aggregate ${name} (state it as "aggregate")`
      : `holds ${name}, whose value changes from call to call`,
  );
}
