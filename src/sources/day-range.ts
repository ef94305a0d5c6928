import { UsageError } from "../errors.js";
import type { LogInput } from "./source.js";

/** The steps of the grid that are read, both included; a bound that is left out is open. */
export interface DayRange {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/**
 * The days that an input is restricted to, from 1970-01-01; numbers of periods for `unit` "period".
 * @throws UsageError "source.bad-day" for a text that is no day, or a first day after the last
 */
export function dayRange({ from, to }: Pick<LogInput, "from" | "to">, unit: "day" | "period"): DayRange {
  const range = { from: numbered("from", from, unit), to: numbered("to", to, unit) };
  if (range.from !== undefined && range.to !== undefined && range.from > range.to) {
    throw new UsageError("source.bad-day", `from: ${from} lies after to: ${to}`, { from, to });
  }
  return range;
}

function numbered(name: string, text: string | undefined, unit: "day" | "period"): number | undefined {
  if (text === undefined) return undefined;
  const value = unit === "period" ? periodOf(text) : dayOf(text);
  if (value !== undefined) return value;
  const expected = unit === "period" ? "the number of a period" : 'a day such as "2020-07-05"';
  throw new UsageError("source.bad-day", `${name}: found "${text}", expected ${expected}`, { [name]: text });
}

function periodOf(text: string): number | undefined {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay = Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
  return isDay ? time / 86_400_000 : undefined;
}

/** SQL test: a DATE lies outside the range or is not known; undefined for a range that is open at both ends. */
export function outsideRange({ from, to }: DayRange, date: string): string | undefined {
  const bounds = [
    ...(from === undefined ? [] : [`${date} >= DATE '1970-01-01' + (${from})`]),
    ...(to === undefined ? [] : [`${date} <= DATE '1970-01-01' + (${to})`]),
  ];
  return bounds.length === 0 ? undefined : `NOT coalesce(${bounds.join(" AND ")}, FALSE)`;
}
