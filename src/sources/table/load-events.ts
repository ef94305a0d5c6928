import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { type DayRange, outsideRange } from "../day-range.js";
import { checkCalendar } from "./check-calendar.js";
import { unitHint } from "./check-time-unit.js";
import { columnClass } from "./column-class.js";
import { duplicateRows } from "./duplicate-rows.js";
import { firstRow } from "./first-row.js";
import { countedTime } from "./likely-time-unit.js";
import type { LimitedRows } from "./row-limit.js";
import { plannedRows, type RowPlan, type RowTest } from "./row-plan.js";
import type { TableFile } from "./table-file.js";
import type { TableFindings, UnreadableDay } from "./table-findings.js";
import type { TableMapping } from "./table-mapping.js";
import { refuseRepeatedUserDay, repeatedUserDays } from "./user-days-once.js";

/** What is to be kept of a table's rows. */
export interface TableChoices {
  readonly limited: LimitedRows;
  readonly range: DayRange;
  readonly duplicateUserDay: NonNullable<TableMapping["duplicateUserDay"]>;
  readonly keepDuplicates: boolean;
}

const rowTests = "tests of the row";

/**
 * Cleans the rows of a file into the events table as planned and counts what the audit tells. Exact duplicates go first (when they are
 * not kept), then the user whom a row limit cut short, days outside the range, and later rows of a user-day (when only
 * the first counts).
 * @throws SourceError "table.empty-table", "table.no-user", "table.no-readable-day" (with its row and value),
 *   "table.user-day-twice", "table.nothing-in-range"; those of `checkCalendar`
 */
export async function loadTableEvents(
  engine: Engine,
  plan: RowPlan,
  eventsTable: string,
  choices: TableChoices,
): Promise<TableFindings> {
  const { file, keep } = choices.limited;
  const events = quoteIdentifier(eventsTable);
  const duplicates = await duplicateRows(engine, file);
  const drops = duplicates > 0 && !choices.keepDuplicates;
  const columns = file.columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  const needsRow = drops || choices.duplicateUserDay !== "allow";
  const numbered = `(SELECT row_number() OVER () AS "source row", * FROM ${file.relation})`;
  const rows = drops
    ? `(SELECT ${columns}, min("source row") AS "source row" FROM ${numbered} GROUP BY ${columns})`
    : needsRow
      ? numbered
      : file.relation;
  // Where every row becomes an event, what the audit counts is found in the same pass.
  const isWhole = !drops && keep === undefined;
  const before = isWhole ? undefined : await countTests(engine, file, plan);
  if (before !== undefined) await refuseUseless(engine, file, plan, before);
  const parts = { ...plan.events, ...(isWhole ? { [rowTests]: testBits(plan) } : {}) };
  await engine.run(
    `CREATE OR REPLACE TABLE ${events} AS SELECT ${dialect.select(parts)}${needsRow ? ', "source row"' : ""} FROM ${plannedRows(rows, plan)}` +
      `${keep === undefined ? "" : ` WHERE ${keep}`}${drops ? ' ORDER BY "source row"' : ""}`,
    "Cleaning events",
  );
  const counts = before ?? (await countBits(engine, events, plan));
  if (isWhole) await refuseUseless(engine, file, plan, counts);
  const made = await countOf(engine, events);
  const outside = outsideRange(choices.range, "event_date");
  if (outside !== undefined) await engine.run(`DELETE FROM ${events} WHERE ${outside}`);
  const inside = outside === undefined ? made : await countOf(engine, events);
  if ((await countOf(engine, events, "event_date IS NOT NULL AND user_id IS NOT NULL")) === 0)
    throw new SourceError(
      "table.nothing-in-range",
      `${file.name}: no row that is left has a user and a ${plan.step.unit}; widen the range or read more rows`,
      { table: file.name },
    );
  await checkCalendar(engine, file, plan, events, choices.range);
  const backwards = {
    file: plan.events.event_timestamp === undefined ? undefined : await fileBackwards(engine, events),
    clock: plan.events.utc_offset_seconds === undefined ? undefined : await clockBackwards(engine, events),
  };
  const repeats = await repeatedUserDays(engine, events);
  const { duplicateUserDay } = choices;
  if (repeats > 0 && duplicateUserDay === "refuse")
    await refuseRepeatedUserDay(engine, events, file.name, plan.step);
  if (repeats > 0 && duplicateUserDay === "first") await dropLaterRows(engine, events);
  if (needsRow) await engine.run(`ALTER TABLE ${events} DROP COLUMN "source row"`);
  return {
    events: await countOf(engine, events),
    counts,
    unreadable: counts.dayUnreadable === 0 ? undefined : await firstUnreadable(engine, file, plan),
    duplicates,
    repeats,
    backwards,
    outside: outside === undefined ? undefined : made - inside,
  };
}

async function countTests(
  engine: Engine,
  file: TableFile,
  plan: RowPlan,
): Promise<Readonly<Record<RowTest, number>>> {
  const pieces = Object.entries(plan.tests).map(([name, test]) => [name, `count(*) FILTER (WHERE ${test})`]);
  const found = await engine.objects(
    `SELECT ${dialect.select(Object.fromEntries(pieces))} FROM ${plannedRows(file.relation, plan)}`,
    `Checking ${file.name}`,
  );
  return Object.fromEntries(
    Object.keys(plan.tests).map((name) => [name, Number(found[0]?.[name])]),
  ) as Readonly<Record<RowTest, number>>;
}

/** Which tests hold on a row, as bits in their order; a test that holds on every row or on none has no need of one. */
function testBits({ tests }: RowPlan): string {
  const bits = Object.values(tests).flatMap((test, bit) =>
    test === "TRUE" || test === "FALSE" ? [] : [`CASE WHEN ${test} THEN ${2 ** bit} ELSE 0 END`],
  );
  return `CAST(${["0", ...bits].join(" + ")} AS INTEGER)`;
}

/** What `countTests` counts, from the bits in the events table, which it then lets go. */
async function countBits(
  engine: Engine,
  events: string,
  plan: RowPlan,
): Promise<Readonly<Record<RowTest, number>>> {
  const column = quoteIdentifier(rowTests);
  const pieces = Object.entries(plan.tests).map(([name, test], bit) => {
    const held = test === "TRUE" || test === "FALSE" ? test : `(${column} & ${2 ** bit}) <> 0`;
    return [name, `count(*) FILTER (WHERE ${held})`] as const;
  });
  const [found] = await engine.objects(`SELECT ${dialect.select(Object.fromEntries(pieces))} FROM ${events}`);
  await engine.run(`ALTER TABLE ${events} DROP COLUMN ${column}`);
  return Object.fromEntries(pieces.map(([name]) => [name, Number(found?.[name])])) as Readonly<
    Record<RowTest, number>
  >;
}

async function refuseUseless(
  engine: Engine,
  file: TableFile,
  plan: RowPlan,
  counts: Readonly<Record<RowTest, number>>,
): Promise<void> {
  const { name } = file;
  if (counts.rows === 0)
    throw new SourceError("table.empty-table", `${name}: a header and no row`, { table: name });
  if (counts.withoutUser === counts.rows)
    throw new SourceError("table.no-user", `${name}: no row has a user`, { table: name });
  if (counts.dayBlank + counts.dayUnreadable < counts.rows) return;
  const { unit } = plan.step;
  if (counts.dayUnreadable === 0)
    throw new SourceError(
      "table.no-readable-day",
      `${name}: the ${unit} column "${plan.dayColumn}" is blank in every row`,
      {
        table: name,
        column: plan.dayColumn,
      },
    );
  const { row, value } = await firstUnreadable(engine, file, plan);
  const type = file.columns.find(({ name }) => name === plan.dayColumn)?.type ?? "";
  const mayCount = unit !== "period" && ["text", "integer", "real"].includes(columnClass(type));
  const hint = mayCount ? unitHint(await countedTime(engine, file, plan.dayColumn), "day") : undefined;
  const dated = unit === "period" && /^\d{4}-\d\d-\d\d/.test(value);
  const say = dated
    ? `; for dated weeks give a mapping with "period": { "column": "${plan.dayColumn}", "step": "week" } in place of the column alone`
    : "";
  throw new SourceError(
    "table.no-readable-day",
    `${name}: row ${row}, column "${plan.dayColumn}": found "${value}", expected a ${unit === "period" ? "whole number" : "day or a time"}; ${hint === undefined ? "no row has one that can be read" : `the column holds numbers, and ${hint}`}${say}`,
    { table: name, column: plan.dayColumn, row, value },
  );
}

async function firstUnreadable(engine: Engine, file: TableFile, plan: RowPlan): Promise<UnreadableDay> {
  const { row, value } = await firstRow(
    engine,
    planned(file, plan),
    plan.dayColumn,
    plan.tests.dayUnreadable,
  );
  return { column: plan.dayColumn, row, value: value ?? "" };
}

const planned = (file: TableFile, plan: RowPlan): TableFile => ({
  ...file,
  relation: plannedRows(file.relation, plan),
});

/** Rows whose local clock reads earlier than at the moment before of the same user. */
async function clockBackwards(engine: Engine, events: string): Promise<number> {
  return countOf(
    engine,
    `(SELECT event_time < lag(event_time) OVER (PARTITION BY user_id ORDER BY event_timestamp, event_time) AS earlier ` +
      `FROM ${events} WHERE user_id IS NOT NULL AND event_time IS NOT NULL AND event_timestamp IS NOT NULL)`,
    "earlier",
  );
}

async function fileBackwards(engine: Engine, events: string): Promise<number> {
  const found = await engine.objects(
    "SELECT count(*) FILTER (WHERE user_id = previous_user AND event_timestamp < previous_time) AS n FROM " +
      `(SELECT user_id, event_timestamp, lag(user_id) OVER () AS previous_user, lag(event_timestamp) OVER () AS previous_time FROM ${events})`,
  );
  return Number(found[0]?.n);
}

async function dropLaterRows(engine: Engine, events: string): Promise<void> {
  const nth = 'row_number() OVER (PARTITION BY user_id, event_date ORDER BY "source row")';
  await engine.run(
    `DELETE FROM ${events} WHERE "source row" IN (SELECT "source row" FROM (SELECT "source row", ${nth} AS nth ` +
      `FROM ${events} WHERE user_id IS NOT NULL AND event_date IS NOT NULL) WHERE nth > 1)`,
  );
}

async function countOf(engine: Engine, from: string, test = "TRUE"): Promise<number> {
  const found = await engine.objects(`SELECT count(*) FILTER (WHERE ${test}) AS n FROM ${from}`);
  return Number(found[0]?.n);
}
