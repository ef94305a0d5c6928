import type { Engine } from "../../engine/engine.js";
import { fileFingerprint } from "../file-fingerprint.js";
import type { LogState, WholeRead } from "../log-growth.js";
import type { LogInput, SourceLog } from "../source.js";
import { mappingNotes } from "./mapping-notes.js";
import type { ResolvedTime } from "./moment-sql.js";
import type { NumbersAsText } from "./numbers-as-text.js";
import type { RowPlan } from "./row-plan.js";
import { type TableActions, tableAudit } from "./table-audit.js";
import { eventsTable, usersTable } from "./table-events.js";
import type { TableFindings } from "./table-findings.js";
import type { TableMapping } from "./table-mapping.js";
import { tablePanel } from "./table-panel.js";
import { tableQuota } from "./table-totals.js";
import { keepsDuplicates } from "./why-whole.js";

const mostSums = 20;

/** A table as it was read: `findings` and the tables of totals are of all of its rows. */
export interface ReadTable {
  readonly name: string;
  readonly input: LogInput & { readonly table: string };
  readonly mapping: TableMapping;
  readonly time: ResolvedTime | undefined;
  readonly plan: RowPlan;
  readonly findings: TableFindings;
  readonly asText: readonly NumbersAsText[];
  readonly limit: TableActions["limit"];
  readonly state: LogState | WholeRead;
}

/** What is said of a table beside its events: the audit, the fixed quota, how it is recognised, its default panel. */
export async function describeTable(engine: Engine, read: ReadTable): Promise<SourceLog> {
  const { name, input, mapping, time, plan, findings, asText, limit, state } = read;
  const attributes = attributeColumns(mapping, plan);
  const sums = plan.numbers.filter((column) => !attributes.includes(column)).slice(0, mostSums);
  const rows = tableAudit(name, findings, {
    keepDuplicates: keepsDuplicates(input, mapping),
    keepRepeats: mapping.duplicateUserDay !== "first",
    limit,
    notes: mappingNotes(mapping, input.mapping === undefined, time, plan, asText),
    step: plan.step.unit,
  });
  return {
    source: "table",
    origin: "recorded",
    eventsTable,
    usersTable,
    events: findings.events,
    audit: { rows, fixedQuota: await tableQuota(engine, mapping.item !== undefined) },
    fingerprints: [await fileFingerprint(input.table)],
    step: plan.step,
    panel: tablePanel(mapping, {
      sums: Object.fromEntries(sums.map((column) => [column, column])),
      distinct: plan.codes.slice(0, mostSums),
    }),
    state,
  };
}

/** Columns of the events table that the mapping makes attributes of users. */
export function attributeColumns({ attributes = [] }: TableMapping, { renamed }: RowPlan): readonly string[] {
  return attributes.map((column) => renamed.find(([from]) => from === column)?.[1] ?? column);
}
