import { describe, expect, it } from "vitest";
import { openTable } from "../sources/table-log.js";
import { expectCells } from "./panel-cells.js";
import { addTo, logRows, logsPresent, sharedLog, whyAbsent } from "./shared-log.js";

/** Seconds east of UTC of "-0730". */
function secondsOf(offset: string): number {
  const sign = offset.startsWith("-") ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(3, 5)) * 60);
}

const local = (row: Readonly<Record<string, string>>): number =>
  Number(row.timestamp) + secondsOf(row.utc_offset as string);

describe.skipIf(!logsPresent)(`commits with an offset each${whyAbsent}`, () => {
  it.each(["statsmodels", "vegalite"])(
    "of %s count on the local day of whoever committed",
    async (project) => {
      const path = `gitlog/${project}_commits.csv`;
      const rows = logRows(path);
      const { log, events, panel, checks, sentence } = await openTable(sharedLog(path));
      expect(sentence("mapping")).toMatch(/time = timestamp, offset = utc_offset, item = item_id\.$/);
      expect(sentence("time_zone")).toBe(
        "Times are read in seconds since 1970; days are local days by the offset in utc_offset.",
      );
      expect(log.events).toBe(rows.length);
      const [commits, lines] = [new Map<string, number>(), new Map<string, number>()];
      const items = new Map<string, Set<string>>();
      let days = 0;
      rows.forEach((row, index) => {
        const day = Math.floor(local(row) / 86_400);
        days += day === Math.floor(Number(row.timestamp) / 86_400) ? 0 : 1;
        const key = `${row.user_id} ${day}`;
        addTo(commits, key, 1);
        addTo(lines, key, Number(row.value));
        items.set(key, (items.get(key) ?? new Set()).add(row.item_id as string));
        const text = new Date(local(row) * 1000).toISOString().slice(0, 19).replace("T", " ");
        if (events[index]?.event_time !== text)
          throw new Error(`row ${index + 1}: ${events[index]?.event_time}, expected ${text}`);
      });
      expect(days).toBeGreaterThan(1000);
      const before = new Map<string, number>();
      let backwards = 0;
      for (const row of [...rows].sort(
        (a, b) => Number(a.timestamp) - Number(b.timestamp) || local(a) - local(b),
      )) {
        const last = before.get(row.user_id as string);
        if (last !== undefined && local(row) < last) backwards += 1;
        before.set(row.user_id as string, local(row));
      }
      expect(backwards).toBeGreaterThan(0);
      expect(checks).toMatchObject({
        clock_backwards: backwards,
        unreadable_offsets: 0,
        rows_without_date: 0,
      });
      expect(panel.users).toEqual([...new Set(rows.map(({ user_id }) => user_id))].sort());
      const of = (map: ReadonlyMap<string, number>, user: string, day: number) =>
        map.get(`${user} ${day}`) ?? 0;
      expectCells(panel, {
        events: (user, day) => of(commits, user, day),
        total_value: (user, day) => of(lines, user, day),
        unique_items: (user, day) => items.get(`${user} ${day}`)?.size ?? 0,
      });
    },
  );
});
