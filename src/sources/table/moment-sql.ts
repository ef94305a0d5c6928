import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { columnClass } from "./column-class.js";
import type { OffsetMapping } from "./table-mapping.js";
import type { TimeUnit } from "./time-unit.js";
import { shiftedClock, type ZoneShift } from "./zone-shifts.js";

/** A time mapping with nothing left to tell: the unit and the zone are decided. */
export interface ResolvedTime {
  readonly column: string;
  readonly type: string;
  readonly unit: Exclude<TimeUnit, "date">;
  readonly zone: string;
  /** Whether rows without a readable offset may fall back to the zone. */
  readonly zoneGiven: boolean;
  /** The zone's offsets over the moments of the column; left out, the zone tables are asked row by row. */
  readonly shifts?: readonly ZoneShift[];
  readonly written: "local" | "utc";
  readonly offset?: { readonly column: string; readonly unit: NonNullable<OffsetMapping["unit"]> };
}

/** SQL over the raw columns: the moment as UTC and on the local clock, NULL or infinite where it is not known. */
export interface MomentSql {
  readonly utc: string;
  /** @param utc  a column that holds `utc` already */
  readonly local: (utc: string) => string;
  /** Seconds east of UTC of each row, where rows have their own. */
  readonly offset: string | undefined;
}

/** SQL of a moment that is NULL where it is infinite. */
export const finiteMoment = (value: string): string => `CASE WHEN isfinite(${value}) THEN ${value} END`;

const perSecond = { seconds: 1, milliseconds: 1000, microseconds: 1_000_000 } as const;
const farthest = 64_800;

/**
 * How a row's moment is read. A number counts from 1970-01-01 UTC; a text with an offset of its own ("Z", "+02:00") or
 * a TIMESTAMP WITH TIME ZONE is a moment too; a text or TIMESTAMP without one is the local clock (or UTC, as the
 * mapping says). The local clock of a moment is its row's offset, or the zone (IANA rules, daylight saving included).
 * Years 1 to 9999.
 */
export function momentSql(time: ResolvedTime): MomentSql {
  const column = quoteIdentifier(time.column);
  const offset = time.offset && offsetSeconds(time.offset);
  const kind = columnClass(time.type);
  const moment = kind === "instant" ? `timezone('UTC', ${column})` : momentOf(column, kind, time.unit);
  const clock =
    kind === "timestamp" || kind === "date"
      ? `CAST(${column} AS TIMESTAMP)`
      : clockOf(column, kind, time.unit);
  const isUtc = time.written === "utc";
  const utcKnown = isUtc && clock !== "NULL" ? `coalesce(${moment}, ${clock})` : moment;
  const localKnown = isUtc ? "NULL" : clock;
  const utc =
    localKnown === "NULL" ? utcKnown : `coalesce(${utcKnown}, ${shifted(localKnown, offset, time, "toUtc")})`;
  const local = (known: string): string =>
    utcKnown === "NULL"
      ? localKnown
      : localKnown === "NULL"
        ? shifted(known, offset, time, "toLocal")
        : `coalesce(${localKnown}, ${shifted(utcKnown, offset, time, "toLocal")})`;
  return { utc, local, offset };
}

function momentOf(column: string, kind: string, unit: ResolvedTime["unit"]): string {
  if (unit !== "iso") {
    const number = `TRY_CAST(${column} AS DOUBLE)`;
    const limit = (seconds: number): string => quoteLiteral(seconds * perSecond[unit]);
    return (
      `CASE WHEN ${number} BETWEEN ${limit(-62_135_596_800)} AND ${limit(253_402_300_799)} ` +
      `THEN make_timestamp(CAST(round(${number} * ${quoteLiteral(1_000_000 / perSecond[unit])}) AS BIGINT)) END`
    );
  }
  if (kind !== "text") return "NULL";
  const tight = `regexp_replace(${column}, ' ([+-][0-9]{2}:?[0-9]{0,2})$', '\\1')`;
  return `CASE WHEN ${hasOffset(column)} THEN timezone('UTC', TRY_CAST(${tight} AS TIMESTAMPTZ)) END`;
}

function clockOf(column: string, kind: string, unit: ResolvedTime["unit"]): string {
  if (kind !== "text" || unit !== "iso") return "NULL";
  const formats = [
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
  ]
    .map(quoteLiteral)
    .join(", ");
  return `CASE WHEN NOT ${hasOffset(column)} THEN coalesce(TRY_CAST(${column} AS TIMESTAMP), try_strptime(${column}, [${formats}])) END`;
}

/** SQL test: a text ends in an offset from UTC after a time of day. */
function hasOffset(column: string): string {
  return `regexp_matches(${column}, ':[0-9]{2}([.,][0-9]+)? ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$')`;
}

function shifted(
  value: string,
  offset: string | undefined,
  time: ResolvedTime,
  direction: "toUtc" | "toLocal",
): string {
  const zone = quoteLiteral(time.zone);
  const byZone =
    time.zone === "UTC"
      ? value
      : direction === "toLocal"
        ? time.shifts
          ? shiftedClock(value, time.shifts)
          : `timezone(${zone}, CAST(${value} AS TIMESTAMPTZ))`
        : `timezone('UTC', timezone(${zone}, ${value}))`;
  if (offset === undefined) return byZone;
  const byOffset = `(${value} ${direction === "toLocal" ? "+" : "-"} to_seconds(${offset}))`;
  return time.zoneGiven ? `coalesce(${byOffset}, ${byZone})` : byOffset;
}

function offsetSeconds(offset: NonNullable<ResolvedTime["offset"]>): string {
  const column = quoteIdentifier(offset.column);
  const seconds =
    offset.unit === "text"
      ? textSeconds(`CAST(${column} AS VARCHAR)`)
      : `TRY_CAST(${column} AS BIGINT)${offset.unit === "minutes" ? " * 60" : ""}`;
  return `(CASE WHEN (${seconds}) BETWEEN ${-farthest} AND ${farthest} THEN (${seconds}) END)`;
}

function textSeconds(text: string): string {
  const part = (from: number): string => `CAST(replace(${text}, ':', '')[${from}:${from + 1}] AS BIGINT)`;
  const sign = `(CASE WHEN ${text}[1] = '-' THEN -1 ELSE 1 END)`;
  return (
    `CASE WHEN upper(${text}) IN ('Z', 'UTC', 'GMT') THEN 0 ` +
    `WHEN regexp_full_match(${text}, '[+-][0-9]{2}:?[0-5][0-9]') THEN ${sign} * (${part(2)} * 3600 + ${part(4)} * 60) ` +
    `WHEN regexp_full_match(${text}, '[+-][0-9]{2}') THEN ${sign} * ${part(2)} * 3600 END`
  );
}
