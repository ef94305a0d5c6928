import { basename, join } from "node:path";
import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { canonicalJson } from "../../files/canonical-json.js";
import { withTemporaryFolder } from "../../files/temporary-folder.js";
import type { RunContext } from "../../progress.js";
import type { EarlierLog, WholeRead } from "../log-growth.js";
import { stepLabel } from "../log-step.js";
import type { GrownLog, LogInput } from "../source.js";
import { copyAppended } from "./appended-text.js";
import { describeTable } from "./describe-table.js";
import { loadAttributes } from "./load-attributes.js";
import { loadTableEvents, type TableChoices } from "./load-events.js";
import { parseMapping } from "./parse-mapping.js";
import { resolveMapping } from "./resolve-mapping.js";
import { resolveTime } from "./resolve-time.js";
import { type RowPlan, rowPlan } from "./row-plan.js";
import { eventsTable, repeatsChoice, usersTable } from "./table-events.js";
import { closeTableFile, openTableFile, type TableFile } from "./table-file.js";
import { joinedFindings } from "./table-findings.js";
import type { TableMapping } from "./table-mapping.js";
import { type TableFacts, tableState } from "./table-state.js";
import { addTotals } from "./table-totals.js";
import { columnOfOtherKind } from "./text-kinds.js";

const grown = "table_grown";

/**
 * A table log to whose CSV file rows were appended, from what was kept of it (`tableState`) and the rows appended; only
 * these are read. Every count of the audit is the earlier one plus what the appended rows add; rows of the last day are
 * cleaned again together with new ones of that day. The log has to be read whole where the appended rows have a day before
 * it, or would have changed how earlier rows were read: another kind of column, another unit of time.
 * Equal to `table.open` in every byte; checked in test/panel/store/grown-panel.test.ts.
 */
export async function growTable(
  engine: Engine,
  input: LogInput,
  earlier: EarlierLog,
  context: RunContext,
): Promise<GrownLog | WholeRead> {
  const { table: path } = input;
  if (path === undefined)
    throw new UsageError("table.no-file", "the table source reads one file; give it as --table FILE");
  const given = input.mapping === undefined ? undefined : parseMapping(input.mapping);
  return withTemporaryFolder("counterday-table-", async (folder) => {
    try {
      const lines = join(folder, "appended.csv");
      if (!(await copyAppended(path, earlier.bytes, lines)))
        return { whole: "its last line was not ended before more was appended" };
      const opened = await openTableFile(engine, lines, folder, { ...given, rows: undefined }, context);
      const appended = { ...opened, name: basename(path) };
      return await addRows(engine, appended, { ...input, table: path }, given, earlier, context);
    } finally {
      await closeTableFile(engine);
      await engine.run(`DROP TABLE IF EXISTS ${grown}`);
    }
  });
}

async function addRows(
  engine: Engine,
  appended: TableFile,
  input: LogInput & { readonly table: string },
  given: TableMapping | undefined,
  earlier: EarlierLog,
  context: RunContext,
): Promise<GrownLog | WholeRead> {
  const { name } = appended;
  const { mapping, timeUnit, kinds: kept, findings: before, asText, lastStep } = earlier.facts as TableFacts;
  const kinds = new Map(kept);
  const other = await columnOfOtherKind(engine, appended.relation, kinds);
  if (other !== undefined)
    return { whole: `what was appended to column "${other}" is not of the kind that stood there` };
  const resolved = await resolveMapping(engine, appended, given);
  const isSame = canonicalJson(resolved.mapping) === canonicalJson(mapping);
  if (!isSame || resolved.time?.unit !== timeUnit)
    return { whole: `the unit of "${mapping.time?.column}" cannot be told from the rows appended` };

  await engine.run(`CREATE OR REPLACE TEMPORARY TABLE ${grown} AS SELECT * FROM ${earlier.tables.border}`);
  const [found] = await engine.objects(`SELECT count(*) AS n FROM ${grown}`);
  const border = Number(found?.n);
  await engine.run(`INSERT INTO ${grown} SELECT * FROM ${appended.relation}`);
  const file = { ...appended, relation: grown };
  const time = mapping.time && (await resolveTime(engine, file, { ...mapping.time, unit: timeUnit! }));
  if (time === "date") return { whole: "its time column holds days" };
  const plan = await rowPlan(engine, file, mapping, time, kinds);

  context.progress.stage(`Cleaning what was appended to ${name}`);
  const both = await findingsOf(engine, plan, mapping, {
    ...file,
    relation: `(SELECT * FROM ${grown} WHERE rowid < ${border})`,
  });
  const now = await findingsOf(engine, plan, mapping, file);
  const added = `(SELECT * FROM ${eventsTable} WHERE rowid >= ${border})`;
  const [least] = await engine.objects(
    `SELECT CAST(min(${dialect.dayNumber("event_date")}) AS DOUBLE) AS day FROM ${added}`,
  );
  if (least?.day !== null && Number(least?.day) < lastStep)
    return {
      whole: `rows of ${stepLabel(plan.step, Number(least?.day))} were appended, which is before the last ${plan.step.unit} that was there`,
    };
  const findings = joinedFindings(before, now, both);
  await loadAttributes(engine, eventsTable, usersTable, [], name);
  const seen = await addTotals(engine, earlier.tables, added, mapping.item !== undefined);
  if (typeof seen === "object") return seen;
  const state = await tableState(
    engine,
    file,
    { rows: grown, events: eventsTable, seen },
    { mapping, timeUnit, kinds: kept, findings, asText },
  );
  const log = await describeTable(engine, {
    name,
    input,
    mapping,
    time,
    plan,
    findings,
    asText,
    limit: undefined,
    state,
  });
  return { log, day: "event_date", from: lastStep };
}

async function findingsOf(engine: Engine, plan: RowPlan, mapping: TableMapping, file: TableFile) {
  const choices: TableChoices = {
    limited: { file, keep: undefined, limit: undefined },
    range: { from: undefined, to: undefined },
    duplicateUserDay: repeatsChoice(mapping),
    keepDuplicates: true,
  };
  return loadTableEvents(engine, plan, eventsTable, choices);
}
