import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { withTemporaryFolder } from "../../files/temporary-folder.js";
import type { RunContext } from "../../progress.js";
import type { FixedQuota } from "../../results/audit.js";
import { dayRange } from "../day-range.js";
import { fileFingerprint } from "../file-fingerprint.js";
import { fixedQuota, userTotals } from "../fixed-quota.js";
import type { LogInput, Source, SourceLog } from "../source.js";
import { loadAttributes } from "./load-attributes.js";
import { loadTableEvents } from "./load-events.js";
import { mappingNotes } from "./mapping-notes.js";
import { parseMapping } from "./parse-mapping.js";
import { resolveMapping } from "./resolve-mapping.js";
import { limitRows } from "./row-limit.js";
import { rowPlan, stepOf } from "./row-plan.js";
import { closeTableFile, openTableFile, type TableFile } from "./table-file.js";
import { tablePanel } from "./table-panel.js";

const eventsTable = "table_events";
const usersTable = "table_users";
const mostSums = 20;

/**
 * Any CSV (gzip too), Parquet or DuckDB table as an event log, through a mapping of its columns; the mapping is
 * proposed by the columns' names where none is given, and the audit says what was chosen. A table of user-days or of
 * numbered periods is read in the same way. Nothing is guessed where two readings are possible. Exact duplicates and
 * several rows of one user-day are kept, unless the mapping says otherwise: in a log that nobody knows, two equal
 * rows may be two equal events. Bad input is refused whole with a `SourceError`; no temporary file is left.
 */
export const table: Source = { name: "table", open };

async function open(engine: Engine, input: LogInput, context: RunContext): Promise<SourceLog> {
  const { rows, table: path } = input;
  if (path === undefined)
    throw new UsageError("table.no-file", "the table source reads one file; give it as --table FILE");
  if (rows !== undefined && !(Number.isSafeInteger(rows) && rows > 0))
    throw new UsageError("table.bad-rows", `rows: found ${rows}, expected a whole number from 1`, { rows });
  const given = input.mapping === undefined ? undefined : parseMapping(input.mapping);
  return withTemporaryFolder("counterday-table-", async (folder) => {
    try {
      const file = await openTableFile(engine, path, folder, { ...given, rows }, context);
      return await load(engine, file, { ...input, table: path }, given, context);
    } finally {
      await closeTableFile(engine);
    }
  });
}

async function load(
  engine: Engine,
  whole: TableFile,
  input: LogInput & { readonly table: string },
  given: LogInput["mapping"],
  context: RunContext,
): Promise<SourceLog> {
  const { mapping, time } = await resolveMapping(engine, whole, given);
  const step = stepOf(mapping);
  if (step.unit === "week" && (input.from !== undefined || input.to !== undefined))
    throw new UsageError("table.range-of-weeks", "from and to restrict days or numbered periods, not weeks");
  const range = dayRange(input, step.unit === "period" ? "period" : "day");
  const limited =
    input.rows === undefined
      ? { file: whole, keep: undefined, limit: undefined }
      : await limitRows(engine, whole, input.rows, mapping.user, input.keepCutUser ?? false);
  const plan = await rowPlan(engine, limited.file, mapping, time);
  context.progress.stage(`Cleaning ${whole.name}`);
  const { events, audit } = await loadTableEvents(engine, plan, eventsTable, {
    limited,
    range,
    duplicateUserDay: mapping.duplicateUserDay ?? (mapping.period === undefined ? "allow" : "refuse"),
    keepDuplicates: input.keepDuplicates ?? mapping.duplicateRows !== "drop",
    notes: mappingNotes(mapping, given === undefined, time, plan),
  });
  const attributes = (mapping.attributes ?? []).map(
    (column) => plan.renamed.find(([from]) => from === column)?.[1] ?? column,
  );
  await loadAttributes(engine, eventsTable, usersTable, attributes, whole.name);
  const sums = plan.numbers.filter((column) => !attributes.includes(column)).slice(0, mostSums);
  return {
    source: "table",
    origin: "recorded",
    eventsTable,
    usersTable,
    events,
    audit: { rows: audit, fixedQuota: await quotaOf(engine, mapping.item !== undefined) },
    fingerprints: [await fileFingerprint(input.table)],
    step,
    panel: tablePanel(mapping, {
      sums: Object.fromEntries(sums.map((column) => [column, column])),
      distinct: plan.codes.slice(0, mostSums),
    }),
  };
}

async function quotaOf(engine: Engine, hasItems: boolean): Promise<FixedQuota> {
  const quota = fixedQuota(
    await userTotals(engine, eventsTable, "user_id", hasItems ? "item_id" : "user_id"),
  );
  if (hasItems && quota.catalogue > 1) return quota;
  const why = hasItems ? "All rows are about one item" : "No item column is mapped";
  return {
    ...quota,
    catalogue: hasItems ? quota.catalogue : 0,
    shareAtCatalogue: 0,
    bound: false,
    sentence: `${why}, so whether how this log was collected fixes the rows of a user was not looked at.`,
  };
}
