import type { Engine } from "../../engine/engine.js";
import { quoteLiteral } from "../../engine/quote-sql.js";

/** From a moment on (seconds since 1970, UTC) a zone's clock is so many seconds ahead of UTC; the first from ever. */
export interface ZoneShift {
  readonly from: number;
  readonly seconds: number;
}

const mostShifts = 120;
const day = 86_400;

/**
 * The offsets of a time zone over a stretch of moments, so that a column of millions of moments need not ask the zone
 * tables about each: an offset is looked up once a day of the stretch, and a change is traced to its second (a zone
 * never changes twice within a day). Undefined where there would be more than 120 of them.
 */
export async function zoneShifts(
  engine: Engine,
  zone: string,
  least: number,
  most: number,
): Promise<readonly ZoneShift[] | undefined> {
  const offsetsOver = async (from: number, to: number, step: number): Promise<readonly ZoneShift[]> => {
    const moment = `make_timestamp(CAST(s AS BIGINT) * 1000000)`;
    const { columns } = await engine.numbers(
      `SELECT CAST(s AS DOUBLE) AS "from", epoch(timezone(${quoteLiteral(zone)}, CAST(${moment} AS TIMESTAMPTZ))) - CAST(s AS DOUBLE) AS seconds ` +
        `FROM range(${from}, ${to}, ${step}) AS moments(s) ORDER BY s`,
    );
    return Array.from(columns.from ?? [], (at, index) => ({
      from: at,
      seconds: columns.seconds?.[index] ?? Number.NaN,
    }));
  };
  const start = (Math.floor(least / day) - 1) * day;
  const daily = await offsetsOver(start, (Math.floor(most / day) + 2) * day, day);
  const shifts: ZoneShift[] = daily.slice(0, 1);
  for (let index = 1; index < daily.length; index++) {
    const before = daily[index - 1] as ZoneShift;
    let after = daily[index] as ZoneShift;
    if (after.seconds === before.seconds) continue;
    if (shifts.length === mostShifts) return undefined;
    for (const [span, step] of [
      [day, 3600],
      [3600, 1],
    ] as const) {
      const finer = await offsetsOver(after.from - span, after.from + 1, step);
      after = finer.find(({ seconds }) => seconds === after.seconds) as ZoneShift;
    }
    shifts.push(after);
  }
  return shifts;
}

/** SQL of the local clock of a moment in UTC. */
export function shiftedClock(utc: string, shifts: readonly ZoneShift[]): string {
  const offset = (index: number): string => `to_seconds(${Math.round(shifts[index]?.seconds ?? 0)})`;
  const later = shifts.slice(1);
  if (later.length === 0) return `(${utc} + ${offset(0)})`;
  const cases = later.map(
    ({ from }, index) =>
      `WHEN ${utc} < make_timestamp(${BigInt(Math.round(from)) * 1_000_000n}) THEN ${offset(index)}`,
  );
  return `(${utc} + CASE ${cases.join(" ")} ELSE ${offset(later.length)} END)`;
}
