import { checkCall, kinds } from "../../call-check.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { withTemporaryFolder } from "../../files/temporary-folder.js";
import type { RunContext } from "../../progress.js";
import { dayRange } from "../day-range.js";
import type { LogInput, Source, SourceLog } from "../source.js";
import { attributeColumns, describeTable } from "./describe-table.js";
import { growTable } from "./grow-table.js";
import { loadAttributes } from "./load-attributes.js";
import { loadTableEvents } from "./load-events.js";
import { numbersAsText } from "./numbers-as-text.js";
import { parseMapping } from "./parse-mapping.js";
import { resolveMapping } from "./resolve-mapping.js";
import { limitRows } from "./row-limit.js";
import { rowPlan, stepOf } from "./row-plan.js";
import { eventsTable, repeatsChoice, usersTable } from "./table-events.js";
import { closeTableFile, openTableFile, type TableFile } from "./table-file.js";
import type { TableMapping } from "./table-mapping.js";
import { kindsToKeep, tableState } from "./table-state.js";
import { countTotals } from "./table-totals.js";
import { textKinds } from "./text-kinds.js";
import { keepsDuplicates, whyWhole } from "./why-whole.js";

/**
 * Any CSV (gzip too), Parquet or DuckDB table as an event log, through a mapping of its columns; the mapping is
 * proposed by the columns' names where none is given, and the audit says what was chosen. A table of user-days or of
 * numbered periods is read in the same way. Nothing is guessed where two readings are possible. Exact duplicates and
 * several rows of one user-day are kept, unless the mapping says otherwise: in a log that nobody knows, two equal
 * rows may be two equal events. Bad input is refused whole with a `SourceError`; no temporary file is left.
 */
export const table: Source = { name: "table", open, grow: growTable };

async function open(engine: Engine, input: LogInput, context: RunContext): Promise<SourceLog> {
  checkCall(
    "table",
    { engine, input, context },
    { engine: kinds.engine, input: kinds.object, context: kinds.context },
  );
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
  given: TableMapping | undefined,
  context: RunContext,
): Promise<SourceLog> {
  const { mapping, time, isDayOfTime } = await resolveMapping(engine, whole, given);
  const step = stepOf(mapping);
  if (step.unit === "week" && (input.from !== undefined || input.to !== undefined))
    throw new UsageError("table.range-of-weeks", "from and to restrict days or numbered periods, not weeks");
  const range = dayRange(input, step.unit === "period" ? "period" : "day");
  const limited =
    input.rows === undefined
      ? { file: whole, keep: undefined, limit: undefined }
      : await limitRows(engine, whole, input.rows, mapping.user, input.keepCutUser ?? false);
  const { file, limit } = limited;
  const looked = file.untyped ? file.columns.map((column) => column.name) : [];
  const kinds = await textKinds(engine, file.relation, looked);
  const plan = await rowPlan(engine, file, mapping, time, kinds);
  const { name } = whole;
  context.progress.stage(`Cleaning ${name}`);
  const findings = await loadTableEvents(engine, plan, eventsTable, {
    limited,
    range,
    duplicateUserDay: repeatsChoice(mapping),
    keepDuplicates: keepsDuplicates(input, mapping),
  });
  const asText = await numbersAsText(engine, file, plan.texts);
  await loadAttributes(engine, eventsTable, usersTable, attributeColumns(mapping, plan), name);
  await countTotals(engine, eventsTable, mapping.item !== undefined);
  const reason = whyWhole(whole, input, mapping, isDayOfTime);
  const state =
    reason === undefined
      ? await tableState(
          engine,
          file,
          { rows: file.relation, events: eventsTable, seen: eventsTable },
          { mapping, timeUnit: time?.unit, kinds: kindsToKeep(kinds, mapping), findings, asText },
        )
      : { whole: reason };
  return describeTable(engine, { name, input, mapping, time, plan, findings, asText, limit, state });
}
