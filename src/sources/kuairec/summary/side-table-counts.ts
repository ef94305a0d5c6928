import { dialect } from "../../../engine/dialect.js";
import type { Engine } from "../../../engine/engine.js";
import type { AuditRow } from "../../../results/audit.js";

/** Rows of a table (or sub-query) on which each test holds. */
export async function countsOf<Name extends string>(
  engine: Engine,
  from: string,
  tests: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, number>>> {
  const counted = Object.entries<string>(tests).map(([name, test]) => [
    name,
    `CAST(count(*) FILTER (WHERE ${test}) AS DOUBLE)`,
  ]);
  const found = await engine.objects(`SELECT ${dialect.select(Object.fromEntries(counted))} FROM ${from}`);
  return found[0] as Readonly<Record<Name, number>>;
}

/** Makes audit lines of a table of which `rows` rows were read. */
export function sideTableAudit(table: string, rows: number) {
  return (check: string, found: number, action: AuditRow["action"], sentence: string): AuditRow => ({
    table,
    check,
    rows: found,
    share: rows === 0 ? 0 : found / rows,
    action,
    sentence,
  });
}
