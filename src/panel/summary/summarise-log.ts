import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { SourceLog } from "../../sources/source.js";
import type { EventRoles } from "../../sources/summary/event-roles.js";
import { eventSummary } from "../../sources/summary/event-summary.js";
import { eventDay } from "../event-day.js";
import { tableTypes } from "../log-columns.js";
import type { Panel } from "../panel.js";
import { placedRows } from "../placed-rows.js";
import { checkSummaryCall } from "./check-summary-call.js";
import { type PanelSummaryOptions, panelSummary } from "./panel-summary.js";
import { type Summary, summarySchema } from "./summary-schema.js";

/** What the engine's types are called in the table of missing values, and which of them are described as numbers. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, "whole number"],
  [/^(DOUBLE|FLOAT|DECIMAL\(.*\))$/, "number"],
  [/^BOOLEAN$/, "true or false"],
  [/^DATE$/, "day"],
  [/^TIMESTAMP WITH TIME ZONE$/, "UTC time"],
  [/^TIMESTAMP/, "local time"],
];

/** Numbers of an events table that say when an event was, not what was done. */
const about = ["utc_offset_seconds", "period"];

export interface LogSummaryOptions extends PanelSummaryOptions {
  /** Event columns of the item and the local time; default "item_id" and "event_time" where the log has them. */
  readonly item?: string;
  readonly time?: string;
}

/** The summary of any log and its panel: what `summariseKuairec` gives, without what only KuaiRec has. */
export async function summariseLog(
  engine: Engine,
  log: SourceLog,
  panel: Panel,
  options: LogSummaryOptions,
  context: RunContext,
): Promise<Summary> {
  checkSummaryCall("summariseLog", { engine, log, panel, options, context });
  const types = await tableTypes(engine, log.eventsTable);
  context.progress.stage("Summarising events");
  const events = await eventSummary(engine, log.eventsTable, rolesOf(types, panel, options));
  context.progress.stage("Summarising the panel");
  const tables = panelSummary(panel, options);
  return summarySchema.parse({
    schemaVersion: 1,
    source: log.source,
    origin: log.origin,
    ...events,
    ...tables,
    readiness_checks: [...tables.readiness_checks, ...placedRows(log.audit.rows)],
  });
}

function rolesOf(
  types: ReadonlyMap<string, string>,
  panel: Panel,
  { item, time }: LogSummaryOptions,
): EventRoles {
  const { unit, day } = panel.definition;
  const there = (column: string) => (types.has(column) ? column : undefined);
  const when = there(eventDay(day, panel.calendar.step.unit)) ?? day;
  const roles = { user: unit, day: when, item: item ?? there("item_id"), time: time ?? there("event_time") };
  const parts = new Set<string | undefined>([...Object.values(roles), ...about]);
  const wordOf = (type: string) => words.find(([pattern]) => pattern.test(type))?.[1] ?? "text";
  const numeric = [...types].flatMap(([column, type]) =>
    !parts.has(column) && ["whole number", "number"].includes(wordOf(type)) ? [column] : [],
  );
  const named = (prefix: string) =>
    Object.fromEntries(numeric.map((column) => [`${prefix}_${column}`, column]));
  return {
    ...roles,
    words: { event: "event", items: "items" },
    described: numeric,
    averages: named("avg"),
    totals: named("total"),
    itemAverages: named("avg"),
    columns: [...types].map(([column, type]) => ({ column, from: column, dtype: wordOf(type) })),
  };
}
