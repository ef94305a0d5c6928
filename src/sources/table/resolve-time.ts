import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { columnClass } from "./column-class.js";
import { dayFromText } from "./day-text.js";
import { finiteMoment, momentSql, type ResolvedTime } from "./moment-sql.js";
import type { TableFile } from "./table-file.js";
import type { TimeMapping } from "./table-mapping.js";
import { timeZone } from "./time-zone.js";
import { zoneShifts } from "./zone-shifts.js";

const units = [
  { unit: "seconds", from: 1e8, to: 1e11 },
  { unit: "milliseconds", from: 1e11, to: 1e14 },
  { unit: "microseconds", from: 1e14, to: 1e17 },
] as const;

/**
 * Decides what a time mapping leaves open. A unit that is not given is told from the values: whole days ("days": the
 * column is no moment at all but a calendar day), or the one unit that puts every number between 1973 and 5138.
 * @throws SourceError "table.time-unit", "table.offset-unit", "table.unknown-time-zone", "table.column-type"
 */
export async function resolveTime(
  engine: Engine,
  file: TableFile,
  time: TimeMapping,
): Promise<ResolvedTime | "days"> {
  const typeOf = (column: string): string => file.columns.find(({ name }) => name === column)?.type ?? "";
  const type = typeOf(time.column);
  const zone = time.zone === undefined ? "UTC" : await timeZone(engine, time.zone);
  const unit = time.unit ?? (await unitOf(engine, file, time.column, type));
  if (unit === "days") return "days";
  const kind = columnClass(type);
  const fits =
    unit === "text"
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
  const shifts = unit === "text" && kind !== "instant" ? undefined : await shiftsOf(engine, file, resolved);
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

async function unitOf(
  engine: Engine,
  file: TableFile,
  column: string,
  type: string,
): Promise<ResolvedTime["unit"] | "days"> {
  const kind = columnClass(type);
  if (kind === "date") return "days";
  if (kind === "timestamp" || kind === "instant") return "text";
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
  if (n > 0 && days === n) return "days";
  if (numbers === 0 || numbers < n / 2) return days > n / 2 ? "days" : "text";
  const [least, most] = [Number(found?.least), Number(found?.most)];
  const unit = unitBetween(least, most);
  if (unit !== undefined) return unit;
  throw new SourceError(
    "table.time-unit",
    `${file.name}: "${column}" holds numbers from ${least} to ${most}, which are no moments in one unit; ` +
      'give time.unit as "seconds", "milliseconds" or "microseconds", or name a day or period column instead',
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
