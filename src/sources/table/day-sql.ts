import { dialect } from "../../engine/dialect.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { firstWeekOf, type LogStep } from "../log-step.js";
import { columnClass } from "./column-class.js";
import { dayFromText } from "./day-text.js";
import type { DayMapping } from "./table-mapping.js";

/** SQL of the DATE in a day column of any type; a moment with a time zone is read on the local clock of `zone`. */
export function daySql(day: DayMapping, type: string, zone: string): string {
  const column = quoteIdentifier(day.column);
  const kind = columnClass(type);
  if (kind === "instant") return `CAST(timezone(${quoteLiteral(zone)}, ${column}) AS DATE)`;
  if (kind === "date" || kind === "timestamp")
    return `CASE WHEN isfinite(${column}) THEN CAST(${column} AS DATE) END`;
  if (kind === "integer" || kind === "real") {
    const number = `CAST(${column} AS DOUBLE)`;
    return `CASE WHEN ${number} = trunc(${number}) THEN ${dialect.dateFromYmdNumber(number)} END`;
  }
  return dayFromText(kind === "text" ? column : `CAST(${column} AS VARCHAR)`, day.order ?? "monthFirst");
}

/** SQL of the whole number in a period column, NULL where it is none or beyond a thousand million. */
export function periodSql(column: string): string {
  const number = `TRY_CAST(${quoteIdentifier(column)} AS DOUBLE)`;
  return `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) <= 1e9 THEN CAST(${number} AS INTEGER) END`;
}

/** SQL of the grid's step, a DATE counted from 1970-01-01, from the value of a row: a DATE, or a period's number. */
export function stepSql(value: string, step: LogStep): string {
  if (step.unit === "day") return value;
  if (step.unit === "period") return `(DATE '1970-01-01' + (${value}))`;
  return `(DATE '1970-01-01' + ${weekIndex(value, firstWeekOf(step.weekStarts))})`;
}

/** SQL of the first day of the week that a DATE lies in. */
export function weekStartSql(value: string, step: LogStep & { readonly unit: "week" }): string {
  const first = firstWeekOf(step.weekStarts);
  return `(DATE '1970-01-01' + (${weekIndex(value, first)} * 7 + ${first}))`;
}

function weekIndex(value: string, first: number): string {
  return `CAST(floor(CAST((${value}) - DATE '1970-01-01' - ${first} AS DOUBLE) / 7) AS INTEGER)`;
}
