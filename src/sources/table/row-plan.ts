import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { LogStep } from "../log-step.js";
import { columnClass } from "./column-class.js";
import { daySql, periodSql, stepSql, weekStartSql } from "./day-sql.js";
import { idColumn } from "./id-column.js";
import { finiteMoment, momentSql, type ResolvedTime } from "./moment-sql.js";
import type { TableFile } from "./table-file.js";
import type { TableMapping } from "./table-mapping.js";
import type { TextKind } from "./text-kinds.js";

/** How the rows of a file become events: expressions over the file's own columns and what is computed of them first. */
export interface RowPlan {
  /** Values that several expressions need, each once a row: columns of the file, and of the layers before. */
  readonly layers: readonly Readonly<Record<string, string>>[];
  /** Columns of the events table in order. */
  readonly events: Readonly<Record<string, string>>;
  /** What the audit counts, row by row. */
  readonly tests: Readonly<Record<RowTest, string>>;
  readonly step: LogStep;
  /** Column that the day, or period, of a row is read from. */
  readonly dayColumn: string;
  /** Other columns of the events table: those that hold numbers, and codes of things. */
  readonly numbers: readonly string[];
  readonly codes: readonly string[];
  /** Columns of the file that stay text although they might have been numbers: no part, no code, not mapped as text. */
  readonly texts: readonly string[];
  /** Columns renamed because the events table has one of that name already. */
  readonly renamed: readonly (readonly [from: string, to: string])[];
}

export type RowTest =
  | "rows"
  | "withoutUser"
  | "dayBlank"
  | "dayUnreadable"
  | "inNoUserDay"
  | "timeUnreadable"
  | "offsetUnreadable"
  | "otherDay"
  | "negativeDuration"
  | "notFinite";

/** Names of computed columns; no file is expected to have one. */
const once = {
  raw: "moment as read",
  utc: "moment in UTC",
  rawLocal: "local clock as read",
  local: "local clock",
  offset: "seconds east of UTC",
  day: "day of the row",
} as const;

/** SQL of the day of a row of `plannedRows`: a DATE, or the number of a period. */
export const dayValue = quoteIdentifier(once.day);

/** The rows of a relation with the plan's computed columns. */
export function plannedRows(relation: string, { layers }: Pick<RowPlan, "layers">): string {
  return layers.reduce((from, layer) => `(SELECT *, ${dialect.select(layer)} FROM ${from})`, relation);
}

const never = "FALSE";
const durationName = /(duration|dwell|elapsed|watch_?time|time_?spent|play_?time|latency)/i;
const calendarName = /^(year|quarter|month|week|weekday|day|hour|minute)(_?(no|num|number|of_?\w+))?$/i;
const codeName = /(^|_)(id|code|upc|sku|key)$|[a-z](Id|ID)$/;

/** The step of the grid that a mapping asks for. */
export function stepOf({ period, step, weekStarts }: TableMapping): LogStep {
  if (period?.step === "number") return { unit: "period" };
  const isWeek = (period?.step ?? step) === "week";
  return isWeek
    ? { unit: "week", weekStarts: period?.weekStarts ?? weekStarts ?? "monday" }
    : { unit: "day" };
}

/**
 * Plans the events table. Parts have names of their own (`user_id`, `item_id`, `event_date`, `event_time` on the local
 * clock, `event_timestamp` in UTC, `utc_offset_seconds`, `period`, `period_start`); every other column keeps its name,
 * typed as it is stored or, from a CSV file, as a number when all of its texts are numbers (whole ones, for a code).
 * @param time  the time part with nothing left open, where there is one
 * @param kinds  what the texts of a CSV file's columns are
 */
export async function rowPlan(
  engine: Engine,
  file: TableFile,
  mapping: TableMapping,
  time: ResolvedTime | undefined,
  kinds: ReadonlyMap<string, TextKind>,
): Promise<RowPlan> {
  const kept = mapping.text ?? [];
  const step = stepOf(mapping);
  const typeOf = (column: string): string => file.columns.find(({ name }) => name === column)?.type ?? "";
  const sql = time && momentSql(time);
  const moment = sql && {
    local: quoteIdentifier(once.local),
    utc: quoteIdentifier(once.utc),
    offset: sql.offset === undefined ? undefined : quoteIdentifier(once.offset),
  };
  const dated = dayOf(mapping, typeOf, time, moment?.local);
  const day = { column: dated.column, value: dayValue };
  const id = (column: string) =>
    kept.includes(column)
      ? Promise.resolve(`CAST(${quoteIdentifier(column)} AS VARCHAR)`)
      : idColumn(engine, file, column, kinds);

  const parts: Record<string, string> = {
    user_id: await id(mapping.user),
    ...(mapping.item === undefined ? {} : { item_id: await id(mapping.item) }),
    event_date: stepSql(day.value, step),
    ...(step.unit === "period" ? { period: day.value } : {}),
    ...(step.unit === "week" ? { period_start: weekStartSql(day.value, step) } : {}),
    ...(moment === undefined ? {} : { event_time: moment.local, event_timestamp: moment.utc }),
    ...(moment?.offset === undefined ? {} : { utc_offset_seconds: moment.offset }),
  };
  const others = otherColumns(file, mapping, kinds, Object.keys(parts));
  const numbers = others.filter((column) => column.isNumber);
  const durations = (
    mapping.durations ?? file.columns.map(({ name }) => name).filter((name) => durationName.test(name))
  )
    .map((name) => others.find((column) => column.from === name))
    .filter((column) => column?.isNumber === true);
  const any = (tests: readonly string[]): string => (tests.length === 0 ? never : tests.join(" OR "));
  const dayColumn = quoteIdentifier(day.column);
  const offset = time?.offset && quoteIdentifier(time.offset.column);
  const raw = quoteIdentifier(once.raw);
  return {
    layers: [
      ...(sql === undefined
        ? []
        : [
            { [once.raw]: sql.utc, ...(sql.offset === undefined ? {} : { [once.offset]: sql.offset }) },
            { [once.utc]: finiteMoment(raw), [once.rawLocal]: sql.local(raw) },
            { [once.local]: finiteMoment(quoteIdentifier(once.rawLocal)) },
          ]),
      { [once.day]: dated.value },
    ],
    step,
    dayColumn: day.column,
    events: { ...parts, ...Object.fromEntries(others.map(({ to, value }) => [to, value])) },
    numbers: numbers
      .filter(({ from }) => !codeName.test(from) && !calendarName.test(from))
      .map(({ to }) => to),
    codes: others.filter(({ from, isPlain }) => isPlain && codeName.test(from)).map(({ to }) => to),
    texts: others
      .filter(({ from }) => kinds.get(from) === "text" && !kept.includes(from) && !codeName.test(from))
      .map(({ from }) => from),
    renamed: others.filter(({ from, to }) => from !== to).map(({ from, to }) => [from, to] as const),
    tests: {
      rows: "TRUE",
      withoutUser: `${quoteIdentifier(mapping.user)} IS NULL`,
      dayBlank: `${dayColumn} IS NULL`,
      dayUnreadable: `${dayColumn} IS NOT NULL AND (${day.value}) IS NULL`,
      inNoUserDay: `${quoteIdentifier(mapping.user)} IS NULL OR (${day.value}) IS NULL`,
      timeUnreadable: time
        ? `${quoteIdentifier(time.column)} IS NOT NULL AND (${moment?.utc}) IS NULL`
        : never,
      offsetUnreadable: offset ? `(${moment?.offset}) IS NULL` : never,
      otherDay: mapping.day && moment ? `CAST(${moment.local} AS DATE) <> (${day.value})` : never,
      negativeDuration: any(durations.map((column) => `(${column?.value}) < 0`)),
      notFinite: any(
        file.columns
          .filter(({ type }) => /^(DOUBLE|FLOAT)$/.test(type))
          .map(({ name }) => `NOT isfinite(${quoteIdentifier(name)})`),
      ),
    },
  };
}

function dayOf(
  { day, period, time }: TableMapping,
  typeOf: (column: string) => string,
  resolved: ResolvedTime | undefined,
  local: string | undefined,
): { readonly column: string; readonly value: string } {
  const zone = resolved?.zone ?? "UTC";
  if (period?.step === "number") return { column: period.column, value: periodSql(period.column) };
  const dated = period ?? day;
  if (dated !== undefined) return { column: dated.column, value: daySql(dated, typeOf(dated.column), zone) };
  return { column: time?.column ?? "", value: `CAST(${local} AS DATE)` };
}

interface OtherColumn {
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly isNumber: boolean;
  /** Whether values can be told apart and counted. */
  readonly isPlain: boolean;
}

function otherColumns(
  file: TableFile,
  mapping: TableMapping,
  kinds: ReadonlyMap<string, TextKind>,
  taken: readonly string[],
): readonly OtherColumn[] {
  const parts = [
    mapping.user,
    mapping.item,
    mapping.time?.column,
    mapping.time?.offset?.column,
    mapping.day?.column,
    mapping.period?.column,
  ];
  const names = new Set(taken);
  return file.columns
    .filter(({ name }) => !parts.includes(name))
    .map(({ name, type }) => {
      let to = name;
      while (names.has(to.toLowerCase())) to = `${to}_as_given`;
      names.add(to.toLowerCase());
      const { value, isNumber } = otherValue(
        name,
        type,
        mapping.text?.includes(name) ? "text" : kinds.get(name),
      );
      return { from: name, to, value, isNumber, isPlain: columnClass(type) !== "other" };
    });
}

function otherValue(
  name: string,
  type: string,
  kind: TextKind | undefined,
): { readonly value: string; readonly isNumber: boolean } {
  const column = quoteIdentifier(name);
  if (kind === "whole") return { value: `CAST(${column} AS BIGINT)`, isNumber: true };
  if (kind === "number" && !codeName.test(name))
    return { value: `CAST(${column} AS DOUBLE)`, isNumber: true };
  if (kind !== undefined) return { value: column, isNumber: false };
  const isNumber = ["integer", "real"].includes(columnClass(type));
  if (/^(DOUBLE|FLOAT)$/.test(type)) return { value: dialect.finiteNumber(column), isNumber };
  return { value: column, isNumber };
}
