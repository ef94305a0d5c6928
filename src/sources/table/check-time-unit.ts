import type { Engine } from "../../engine/engine.js";
import { SourceError } from "../../errors.js";
import {
  type CountedTime,
  type CountedUnit,
  countedTime,
  countedUnits,
  dateOf,
  type LikelyUnit,
  plausible,
} from "./likely-time-unit.js";
import type { TableFile } from "./table-file.js";
import { type TimeUnit, timeUnits } from "./time-unit.js";

/**
 * Refuses a stated unit of time that the numbers of the column speak against: another unit puts at least 99 % of them
 * between 1985 and 2199, or none does and in the stated one all lie after 2199. Numbers that begin near 0, as seconds
 * since an experiment began, are taken as they are.
 * @throws SourceError "table.implausible-unit" with the unit that would do and how to state it
 */
export async function checkTimeUnit(
  engine: Engine,
  file: TableFile,
  column: string,
  stated: TimeUnit,
): Promise<void> {
  const counted = await countedTime(engine, file, column);
  const { numbers, known, least, most, likely } = counted;
  const isCount = stated in countedUnits;
  if (isCount && numbers === 0 && known > 0)
    throw new SourceError(
      "table.implausible-unit",
      `${file.name}: "${column}" is stated in ${stated}, but holds no number; leave --unit out, or give --unit iso for dates with times or --unit date for days (time.unit in a mapping)`,
      { table: file.name, column, stated },
    );
  if (2 * numbers < known) return;
  if (likely?.unit === stated) return;
  const perSecond = countedUnits[stated as CountedUnit];
  const allLate = isCount && least / perSecond >= plausible.to;
  if (likely === undefined && !allLate) return;
  const puts = isCount
    ? `in ${stated}, as stated, its ${numbers} numbers lie between ${dateOf(least / perSecond)} and ${dateOf(most / perSecond)}`
    : `stated as ${stated}, but it holds ${numbers} numbers`;
  throw new SourceError(
    "table.implausible-unit",
    `${file.name}: "${column}": ${puts}; ${unitHint(counted, "time") ?? "no unit since 1970 makes days of 1985 to 2199 of them; if they count no time, name them as a period column in a mapping"}`,
    { table: file.name, column, stated, likely: likely?.unit },
  );
}

/** What unit makes days of a column's numbers, and how to state it; undefined where none does. */
export function unitHint({ likely }: CountedTime, as: "time" | "day"): string | undefined {
  if (likely === undefined) return undefined;
  const { unit, first, last } = likely;
  const counts =
    unit === "date"
      ? "read as days written like 20200301"
      : `in ${unit} since ${unit === "spreadsheet days" ? "1899-12-30" : "1970"}`;
  const lie = `${counts} they lie between ${first} and ${last}`;
  if (!isRead(unit))
    return `${lie}, a unit that is not read here: write the column anew, in seconds or as dates`;
  return as === "time"
    ? `${lie}: give --unit ${unit} (in a mapping "unit": "${unit}" beside the time's column)`
    : `${lie}: give the column as --time with --unit ${unit} (in a mapping "time": { "column": …, "unit": "${unit}" })`;
}

function isRead(unit: LikelyUnit["unit"]): boolean {
  return (timeUnits as readonly string[]).includes(unit);
}
