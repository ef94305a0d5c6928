import { expect } from "vitest";
import type { Panel } from "../../src/panel/panel.js";

/**
 * Compares every cell of some columns with what a function of user id and day (from 1970-01-01, or period) says;
 * NaN on both sides agrees. Says which cell differs.
 * @param options.every  compare every n-th row only, for panels of millions of rows
 */
export function expectCells(
  panel: Panel,
  columns: Readonly<Record<string, (user: string, day: number) => number>>,
  options: { readonly tolerance?: number; readonly every?: number } = {},
): void {
  const { tolerance = 0, every = 1 } = options;
  const wrong: string[] = [];
  for (const shard of panel.shards()) {
    for (const [name, expected] of Object.entries(columns)) {
      const values = shard.column(name);
      for (let row = 0; row < shard.rows; row += every) {
        const user = panel.users[shard.user[row] as number] as string;
        const day = panel.calendar.firstDay + (shard.day[row] as number);
        const [found, value] = [values[row] as number, expected(user, day)];
        const agrees =
          Number.isNaN(value) || Number.isNaN(found)
            ? Number.isNaN(value) && Number.isNaN(found)
            : Math.abs(found - value) <= tolerance * Math.max(1, Math.abs(value));
        if (!agrees && wrong.length < 5)
          wrong.push(`${name} of ${user} on ${day}: found ${found}, expected ${value}`);
      }
    }
  }
  expect(wrong).toEqual([]);
}
