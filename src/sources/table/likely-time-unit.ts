import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { TableFile } from "./table-file.js";

/** Units that a number may count time in since 1970-01-01, and how many of them make a second. */
export const countedUnits = {
  nanoseconds: 1e9,
  microseconds: 1e6,
  milliseconds: 1e3,
  seconds: 1,
  minutes: 1 / 60,
  hours: 1 / 3600,
  days: 1 / 86_400,
} as const;

export type CountedUnit = keyof typeof countedUnits;

/** Seconds since 1970 of 1985-01-01 and of 2200-01-01: when a log may have been kept. */
export const plausible = { from: 473_385_600, to: 7_258_118_400 } as const;

const nearlyAll = 0.99;

/**
 * The unit in which the numbers of a column are days that a log may have, and the first and the last of these. "date": they
 * are days written as 20200301; "spreadsheet days": days since 1899-12-30, where days since 1970 would lie after 2055.
 */
export interface LikelyUnit {
  readonly unit: CountedUnit | "date" | "spreadsheet days";
  readonly first: string;
  readonly last: string;
}

/** What the numbers of a column are, and what they may count. */
export interface CountedTime {
  /** Rows with a number, and with anything. */
  readonly numbers: number;
  readonly known: number;
  readonly least: number;
  readonly most: number;
  readonly likely: LikelyUnit | undefined;
}

/**
 * Looks for the unit that puts at least 99 % of a column's numbers between 1985 and 2199. At most one does, since a unit
 * is at least 24 times the next smaller one and the stretch's ends lie a factor of 15.3 apart. A count that begins near 0
 * (seconds since an experiment began) has none: no such stretch holds 99 % of it.
 */
export async function countedTime(engine: Engine, file: TableFile, column: string): Promise<CountedTime> {
  const value = quoteIdentifier(column);
  const inside = Object.entries(countedUnits).map(([unit, perSecond]) => {
    const held = `number >= ${plausible.from * perSecond} AND number < ${plausible.to * perSecond}`;
    const of = (what: string): string => `${what} FILTER (WHERE ${held})`;
    return `${of("count(*)")} AS "${unit}", ${of("min(number)")} AS "${unit} least", ${of("max(number)")} AS "${unit} most"`;
  });
  const [found] = await engine.objects(
    `SELECT count(${value}) AS known, count(number) AS numbers, min(number) AS least, max(number) AS most, ${inside.join(", ")} ` +
      `FROM (SELECT ${value}, CASE WHEN isfinite(cast_number) THEN cast_number END AS number FROM (SELECT ${value}, TRY_CAST(${value} AS DOUBLE) AS cast_number FROM ${file.relation}))`,
  );
  const numbers = Number(found?.numbers);
  const unit = (Object.keys(countedUnits) as CountedUnit[]).find(
    (each) => numbers > 0 && Number(found?.[each]) >= nearlyAll * numbers,
  );
  const dayOf = (end: "least" | "most"): string =>
    dateOf(Number(found?.[`${unit} ${end}`]) / countedUnits[unit ?? "seconds"]);
  return {
    numbers,
    known: Number(found?.known),
    least: Number(found?.least),
    most: Number(found?.most),
    likely:
      unit === undefined
        ? undefined
        : (otherDays(found, unit) ?? { unit, first: dayOf("least"), last: dayOf("most") }),
  };
}

/**
 * Numbers such as 20200301, which as minutes since 1970 would all lie between September 2007 and October 2011; days of a
 * spreadsheet of 1985 to 2049, which as days since 1970 would all lie after 2055.
 */
function otherDays(
  found: Readonly<Record<string, unknown>> | undefined,
  unit: CountedUnit,
): LikelyUnit | undefined {
  const [least, most] = [Number(found?.[`${unit} least`]), Number(found?.[`${unit} most`])];
  if (unit === "days" && least >= 31_048 && most <= 54_788)
    return { unit: "spreadsheet days", first: dateOf(sheetDay(least)), last: dateOf(sheetDay(most)) };
  if (unit !== "minutes" || least < 19_850_101 || most > 21_991_231) return undefined;
  const shown = (day: number): string => String(day).replace(/^(....)(..)(..).*$/, "$1-$2-$3");
  return { unit: "date", first: shown(least), last: shown(most) };
}

const sheetDay = (day: number): number => (day - 25_569) * 86_400;

/** The day of a moment in seconds since 1970, or the year where that has more than four digits. */
export function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  const year = 1970 + seconds / 31_556_952;
  if (Number.isNaN(date.getTime()) || year < 0 || year >= 10_000) return `the year ${Math.floor(year)}`;
  return date.toISOString().slice(0, 10);
}
