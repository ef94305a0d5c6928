import type { Engine } from "../../engine/engine.js";
import type { LogState, WholeRead } from "../log-growth.js";
import { borderTable, copyBorder } from "./border-rows.js";
import type { ResolvedTime } from "./moment-sql.js";
import type { NumbersAsText } from "./numbers-as-text.js";
import type { TableFile } from "./table-file.js";
import type { TableFindings } from "./table-findings.js";
import type { TableMapping } from "./table-mapping.js";
import { totalsToKeep } from "./table-totals.js";
import type { TextKind } from "./text-kinds.js";

/** What is kept of the rows of a table as plain data: what depends on all of them. */
export interface TableFacts {
  /** As resolved; rows appended must resolve to the same. */
  readonly mapping: TableMapping;
  readonly timeUnit: ResolvedTime["unit"] | undefined;
  /** Of the columns whose texts become numbers where all of them are, or ids. */
  readonly kinds: readonly (readonly [column: string, kind: TextKind])[];
  readonly findings: TableFindings;
  readonly asText: readonly NumbersAsText[];
  /** Last step of the rows, from 1970-01-01. */
  readonly lastStep: number;
}

/**
 * What `growTable` needs of the rows of a table.
 * @param rows  engine table of the rows that became the events one by one, the last ones in the file among them
 * @param seen  relation of the events of users whose items are kept
 */
export async function tableState(
  engine: Engine,
  file: Pick<TableFile, "columns">,
  { rows, events, seen }: { readonly rows: string; readonly events: string; readonly seen: string },
  facts: Omit<TableFacts, "lastStep">,
): Promise<LogState | WholeRead> {
  const lastStep = await copyBorder(engine, file, rows, events);
  if (typeof lastStep === "object") return lastStep;
  return {
    facts: { ...facts, lastStep } satisfies TableFacts,
    tables: {
      border: `SELECT * FROM ${borderTable}`,
      ...(await totalsToKeep(engine, seen, facts.mapping.item !== undefined)),
    },
  };
}

/** The kinds of columns on which it depends how they are read: neither times, days and periods nor what stays text. */
export function kindsToKeep(
  kinds: ReadonlyMap<string, TextKind>,
  mapping: TableMapping,
): TableFacts["kinds"] {
  const { time, day, period, text = [] } = mapping;
  const others = [time?.column, time?.offset?.column, day?.column, period?.column, ...text];
  return [...kinds].filter(([column]) => !others.includes(column));
}
