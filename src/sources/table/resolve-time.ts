import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { checkTimeUnit, unitHint } from "./check-time-unit.js";
import { columnClass } from "./column-class.js";
import { dayFromText } from "./day-text.js";
import { countedTime, countedUnits, plausible } from "./likely-time-unit.js";
import { finiteMoment, momentSql, type ResolvedTime } from "./moment-sql.js";
import type { TableFile } from "./table-file.js";
import type { TimeMapping } from "./table-mapping.js";
import type { TimeUnit } from "./time-unit.js";
import { timeZone } from "./time-zone.js";
import { zoneShifts } from "./zone-shifts.js";

const units = (["seconds", "milliseconds", "microseconds"] as const).map((unit) => ({
  unit,
  from: 1e8 * countedUnits[unit],
  to: plausible.to * countedUnits[unit],
}));

/**
 * Decides what a time mapping leaves open. A unit that is not given is told from the values: whole days ("date": the
 * column is no moment at all but a calendar day), or the one unit that puts every number between 1973 and 2199. A unit that is given is held against the values.
 * @throws SourceError "table.time-unit", "table.offset-unit", "table.unknown-time-zone", "table.column-type",
 *   "table.implausible-unit"
 */
export async function resolveTime(
  engine: Engine,
  file: TableFile,
  time: TimeMapping,
): Promise<ResolvedTime | "date"> {
  const typeOf = (column: string): string => file.columns.find(({ name }) => name === column)?.type ?? "";
  const type = typeOf(time.column);
  const zone = time.zone === undefined ? "UTC" : await timeZone(engine, time.zone);
  const kind = columnClass(type);
  if (time.unit !== undefined && ["text", "integer", "real"].includes(kind))
    await checkTimeUnit(engine, file, time.column, time.unit);
  const unit = time.unit ?? (await unitOf(engine, file, time.column, type));
  if (unit === "date") return "date";
  const fits =
    unit === "iso"
      ? kind === "text" || kind === "timestamp" || kind === "instant"
      : kind !== "timestamp" && kind !== "instant";
  if (!fits || (kind === "date" && time.unit !== undefined))
    throw new SourceError(
      "table.column-type",
      `${file.name}: time names "${time.column}" in ${unit}, which is ${type}; leave the unit out`,
      { table: file.name, column: time.column, type },
    );
  const { offset } = time;
  const resolved: ResolvedTime = {
    column: time.column,
    type,
    unit,
    zone,
    zoneGiven: time.zone !== undefined,
    written: time.written ?? "local",
    ...(offset === undefined
      ? {}
      : {
          offset: {
            column: offset.column,
            unit: offset.unit ?? offsetUnit(file, offset.column, typeOf(offset.column)),
          },
        }),
  };
  const shifts = unit === "iso" && kind !== "instant" ? undefined : await shiftsOf(engine, file, resolved);
  return shifts === undefined ? resolved : { ...resolved, shifts };
}

async function shiftsOf(
  engine: Engine,
  file: TableFile,
  time: ResolvedTime,
): Promise<ResolvedTime["shifts"]> {
  if (time.zone === "UTC") return undefined;
  const utc = finiteMoment(`(${momentSql(time).utc})`);
  const found = await engine.numbers(
    `SELECT epoch(min(${utc})) AS least, epoch(max(${utc})) AS most FROM ${file.relation}`,
  );
  const [least, most] = [found.columns.least?.[0] ?? Number.NaN, found.columns.most?.[0] ?? Number.NaN];
  return Number.isNaN(least) || Number.isNaN(most) ? undefined : zoneShifts(engine, time.zone, least, most);
}

function offsetUnit(file: TableFile, column: string, type: string): "text" {
  if (columnClass(type) === "text") return "text";
  throw new SourceError(
    "table.offset-unit",
    `${file.name}: the offset column "${column}" is ${type}; say whether it counts minutes or seconds (offset.unit)`,
    { table: file.name, column, type },
  );
}

async function unitOf(engine: Engine, file: TableFile, column: string, type: string): Promise<TimeUnit> {
  const kind = columnClass(type);
  if (kind === "date") return "date";
  if (kind === "timestamp" || kind === "instant") return "iso";
  const value = quoteIdentifier(column);
  const plain = await unitOfNumbers(engine, file, column);
  if (plain !== undefined) return plain;
  const text = `CAST(${value} AS VARCHAR)`;
  const number = `TRY_CAST(${value} AS DOUBLE)`;
  const found = (
    await engine.objects(
      `SELECT count(${value}) AS n, count(*) FILTER (WHERE isfinite(${number})) AS numbers, ` +
        `count(*) FILTER (WHERE (${dayFromText(text, "monthFirst")}) IS NOT NULL AND NOT contains(${text}, ':')) AS days, ` +
        `min(CASE WHEN ${number} > 0 AND isfinite(${number}) THEN ${number} END) AS least, ` +
        `max(CASE WHEN isfinite(${number}) THEN ${number} END) AS most FROM ${file.relation}`,
    )
  )[0];
  const [n, numbers, days] = [Number(found?.n), Number(found?.numbers), Number(found?.days)];
  if (n > 0 && days === n) return "date";
  if (numbers === 0 || numbers < n / 2) return days > n / 2 ? "date" : "iso";
  const [least, most] = [Number(found?.least), Number(found?.most)];
  const unit = unitBetween(least, most);
  if (unit !== undefined) return unit;
  const hint = unitHint(await countedTime(engine, file, column), "time");
  throw new SourceError(
    "table.time-unit",
    `${file.name}: "${column}" holds numbers from ${least} to ${most}, which are no moments of 1973 to 2199 in one unit; ` +
      (hint ??
        "give --unit seconds, milliseconds or microseconds (time.unit in a mapping), or name a day or period column instead"),
    { table: file.name, column, least, most },
  );
}

/**
 * The unit of a column where every value is a number and has it: moments since 1973 have at least nine digits, and a
 * number that is a day has eight.
 */
async function unitOfNumbers(
  engine: Engine,
  file: TableFile,
  column: string,
): Promise<ResolvedTime["unit"] | undefined> {
  const value = quoteIdentifier(column);
  const [found] = await engine.objects(
    `SELECT count(${value}) - count(number) AS others, min(number) AS least, max(number) AS most ` +
      `FROM (SELECT ${value}, TRY_CAST(${value} AS DOUBLE) AS number FROM ${file.relation})`,
  );
  return Number(found?.others) > 0 || found?.least === null
    ? undefined
    : unitBetween(Number(found?.least), Number(found?.most));
}

function unitBetween(least: number, most: number): ResolvedTime["unit"] | undefined {
  return units.find(({ from, to }) => least >= from && most < to)?.unit;
}
