import type { UserDayTable } from "../src/results/user-day-table.js";

/** Everybody's days end when the user's own events reach a quota: rows per user are fixed by collection. */
export function withQuota(table: UserDayTable, quota: number): UserDayTable {
  const events = table.measures.interactions!;
  const measures = Object.fromEntries(
    Object.entries(table.measures).map(([name, values]) => [name, values.slice()]),
  );
  const total = new Float64Array(table.users.length);
  const keep: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const user = table.user[row]!;
    const left = quota - total[user]!;
    if (left <= 0) continue;
    measures.interactions![row] = Math.min(events[row]!, left);
    total[user] = total[user]! + measures.interactions![row]!;
    keep.push(row);
  }
  return rowsOf({ ...table, measures }, keep);
}

/** Days without anybody, as when a platform did not log. */
export function withGap(table: UserDayTable, from: number, days: number): UserDayTable {
  const keep: number[] = [];
  for (let row = 0; row < table.rows; row++)
    if (table.day[row]! < from || table.day[row]! >= from + days) keep.push(row);
  return rowsOf(table, keep);
}

/** The most active users turned into machines: hundreds of times the events on one day, a single event on the next. */
export function withBots(table: UserDayTable, bots: number, factor: number): UserDayTable {
  const measures = Object.fromEntries(
    Object.entries(table.measures).map(([name, values]) => [name, values.slice()]),
  );
  const activeDays = new Float64Array(table.users.length);
  for (let row = 0; row < table.rows; row++) activeDays[table.user[row]!] = activeDays[table.user[row]!]! + 1;
  const machines = new Set(
    [...activeDays.keys()].sort((a, b) => activeDays[b]! - activeDays[a]! || a - b).slice(0, bots),
  );
  for (let row = 0; row < table.rows; row++) {
    if (!machines.has(table.user[row]!)) continue;
    const quiet = table.day[row]! % 4 === 3;
    for (const name of ["interactions", "unique_videos"])
      measures[name]![row] = quiet ? 1 : measures[name]![row]! * factor;
    const play = measures.total_play_duration_ms!;
    play[row] = quiet ? 1_000 : play[row]! * factor;
  }
  return { ...table, measures };
}

/** Two days of the first user swapped. */
export function outOfOrder(table: UserDayTable): UserDayTable {
  const day = table.day.slice();
  [day[0], day[1]] = [day[1]!, day[0]!];
  return { ...table, day };
}

function rowsOf(table: UserDayTable, keep: readonly number[]): UserDayTable {
  return {
    ...table,
    rows: keep.length,
    user: Int32Array.from(keep, (row) => table.user[row]!),
    day: Int32Array.from(keep, (row) => table.day[row]!),
    measures: Object.fromEntries(
      Object.entries(table.measures).map(([name, values]) => [
        name,
        Float64Array.from(keep, (row) => values[row]!),
      ]),
    ),
  };
}
