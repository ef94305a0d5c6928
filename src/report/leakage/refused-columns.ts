import { describeWindow } from "../../definition/day-window.js";
import { panelColumns } from "../../definition/panel-columns.js";
import { readablePanel } from "../../definition/readable-panel.js";
import { adjustmentGroups } from "../../estimand/adjustment-faults.js";
import { estimandFaults } from "../../estimand/estimand-faults.js";
import { field } from "../../estimand/field.js";

/** Columns of one kind that the leakage lint would not let into the adjustment set, for one reason. */
export interface RefusedColumns {
  readonly columns: readonly string[];
  readonly kind: string;
  readonly window: string;
  readonly reason: string;
}

/** What the lint says of the panel's other columns. */
export interface OtherColumns {
  readonly refused: readonly RefusedColumns[];
  /** Names of the columns that would be allowed but are not in the set. */
  readonly allowed: readonly string[];
}

const listed = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

/** "speaks of day 0 and is the outcome; ..." as a sentence of its own beside the column's name and days. */
function sentence(message: string, column: string): string {
  const words = message.replace(`"${column}" `, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/**
 * Puts every other column of the panel into the adjustment set of a trial copy of the question and asks the lint of
 * questions (`estimandFaults`) about each. Null when the question's panel cannot be read.
 * @param estimand  the question as plain data
 * Checked by test/report/refused-columns.test.ts.
 */
export function otherColumns(estimand: unknown): OtherColumns | null {
  const panel = readablePanel(field(estimand, "panel"));
  const adjustFor = field(estimand, "adjustFor");
  if (panel === undefined || adjustFor === undefined) return null;
  const written = adjustmentGroups.flatMap((group) => listed(field(adjustFor, group)));
  const used = new Set(written.map((entry) => (typeof entry === "string" ? entry : field(entry, "column"))));
  const others = panelColumns(panel.definition).filter(({ name }) => !used.has(name));
  const groupOf = (kind: string): string =>
    (adjustmentGroups as readonly string[]).includes(kind) ? kind : "history";
  const trial: Record<string, readonly unknown[]> = Object.fromEntries(
    adjustmentGroups.map((group) => [
      group,
      [
        ...listed(field(adjustFor, group)),
        ...others.filter(({ kind }) => groupOf(kind) === group).map(({ name }) => name),
      ],
    ]),
  );
  const question = { ...(estimand as object), adjustFor: { ...(adjustFor as object), ...trial } };
  const faults = new Map(estimandFaults(question).map(({ path, message }) => [path, message]));
  const judged = others.map((column) => {
    const group = groupOf(column.kind);
    return { column, fault: faults.get(`adjustFor.${group}[${trial[group]!.indexOf(column.name)}]`) };
  });
  const refused = new Map<string, RefusedColumns>();
  for (const { column, fault } of judged) {
    if (fault === undefined) continue;
    const { name, kind, window } = column;
    const reason = sentence(fault, name);
    const columns = [...(refused.get(`${kind} ${reason}`)?.columns ?? []), name];
    refused.set(`${kind} ${reason}`, { columns, kind, window: describeWindow(window), reason });
  }
  return {
    refused: [...refused.values()],
    allowed: judged.flatMap(({ column, fault }) => (fault === undefined ? [column.name] : [])),
  };
}
