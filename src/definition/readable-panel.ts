import type { PanelDefinition } from "./panel-definition.js";
import { exitSchema, panelSchema, ruleSchemas } from "./panel-schema.js";

/** What can be read of a definition, and the keys of the rules that cannot. */
export interface ReadablePanel {
  readonly definition: PanelDefinition;
  readonly unread: readonly string[];
}

/**
 * As much of a panel definition as is well-formed, so that one malformed rule does not hide faults elsewhere. Columns
 * of the rules in `unread` are missing from it: `mayExist` says of which names that leaves a doubt.
 *
 * @returns undefined where a whole section is no record of rules, since then nothing can be said about names
 */
export function readablePanel(value: unknown): ReadablePanel | undefined {
  const whole = panelSchema.safeParse(value);
  if (whole.success) return { definition: whole.data, unread: [] };
  if (!isRecord(value)) return undefined;
  const unread: string[] = [];
  const sections: Record<string, Record<string, unknown>> = {};
  for (const [section, schema] of Object.entries(ruleSchemas)) {
    const rules = value[section];
    if (!isRecord(rules)) return undefined;
    const kept: Record<string, unknown> = {};
    for (const [key, rule] of Object.entries(rules)) {
      const parsed = schema.safeParse(rule);
      if (parsed.success) kept[key] = parsed.data;
      else unread.push(key);
    }
    sections[section] = kept;
  }
  const rest = { unit: "unit", day: "day", entry: "logStart", gapDays: "notAtRisk" };
  const available = typeof value.available === "string" ? value.available : "";
  const exit = exitSchema.safeParse(value.exit);
  const optional = {
    ...(value.time === undefined ? {} : { time: "time" }),
    ...(exit.success ? { exit: exit.data } : {}),
  };
  const definition = { ...rest, available, ...optional, ...sections } as unknown as PanelDefinition;
  return { definition, unread };
}

/** Whether a name could be a column of one of the rules that could not be read. */
export function mayExist(name: string, unread: readonly string[]): boolean {
  return unread.some((key) => name === key || name.startsWith(`${key}_`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
