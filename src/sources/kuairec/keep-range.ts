import type { Engine } from "../../engine/engine.js";
import { SourceError } from "../../errors.js";
import { type DayRange, outsideRange } from "../day-range.js";

/**
 * Deletes the events outside the days asked for, or without a date where days are asked for.
 * @param all  rows of the events table
 * @returns how many are left, and how many were deleted where days are asked for
 * @throws SourceError "kuairec.nothing-in-range"
 */
export async function keepRange(
  engine: Engine,
  eventsTable: string,
  range: DayRange,
  all: number,
  member: string,
): Promise<{ readonly events: number; readonly outside: number | undefined }> {
  const test = outsideRange(range, "event_date");
  if (test === undefined) return { events: all, outside: undefined };
  await engine.run(`DELETE FROM ${eventsTable} WHERE ${test}`);
  const [left] = await engine.objects(`SELECT count(*) AS n FROM ${eventsTable}`);
  const events = Number(left?.n);
  if (events === 0) {
    throw new SourceError("kuairec.nothing-in-range", `${member}: no row lies in the days asked for`, {
      member,
    });
  }
  return { events, outside: all - events };
}
