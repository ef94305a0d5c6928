import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { type NaiveLog, naiveCell, naiveColumns } from "./naive-cell.js";
import { panelRows, panelValues } from "./panel-values.js";
import { userDays, withRules } from "./small-panel.js";

const days = 9;
const rules = fc.record({
  entry: fc.constantFrom("logStart" as const, "firstActivity" as const),
  gapDays: fc.constantFrom("notAtRisk" as const, "inactive" as const),
});
/** Sparse activity, so that whole days without anybody are common. */
const activity = fc.array(
  fc.array(fc.option(fc.integer({ min: 1, max: 20 }), { freq: 2 }), { minLength: days, maxLength: days }),
  { minLength: 1, maxLength: 5 },
);

type Activity = readonly (readonly (number | null)[])[];
type Rules = Pick<NaiveLog, "entry" | "gapDays">;

function panelOf(active: Activity, chosen: Rules, usersPerShard?: number, ids?: readonly string[]): Panel {
  const rows = active.flatMap((user, index) =>
    user.flatMap((clicks, day) => (clicks === null ? [] : [[index, day, clicks] as const])),
  );
  const users = ids ?? active.map((_, user) => `u${user}`);
  const ages = users.map((id) => 20 + Number(id.slice(1)));
  const options = usersPerShard === undefined ? {} : { usersPerShard };
  return panelFromUserDays(userDays(rows, { users, days, ages }), withRules(chosen), "input", options);
}

const someone = (active: Activity) => active.some((user) => user.some((clicks) => clicks !== null));
const names = [...naiveColumns, "tenths", "long_share", "weekday", "log_day", "age"];

describe("random ragged panels with gaps", () => {
  it("have the rows and values of a cell-by-cell recomputation", () => {
    fc.assert(
      fc.property(activity.filter(someone), rules, (active, chosen) => {
        const panel = panelOf(active, chosen, 2);
        const log: NaiveLog = {
          ...chosen,
          days,
          clicks: active.map(
            (user) =>
              new Map(user.flatMap((clicks, day) => (clicks === null ? [] : [[day, clicks] as const]))),
          ),
        };
        const cells = active.flatMap((_, user) =>
          Array.from({ length: days }, (_, day) => [user, day] as const),
        );
        const expected = (column: string) =>
          cells
            .map(([user, day]) => naiveCell(log, user, day, column))
            .filter((value) => value !== undefined);
        for (const column of naiveColumns) expect(panelValues(panel, column)).toEqual(expected(column));
        expect([...panel.shards()].flatMap(({ lookBack }) => [...lookBack])).toEqual(expected("lookBack"));
      }),
      { numRuns: 300 },
    );
  });

  it("keep the past when the future changes", () => {
    fc.assert(
      fc.property(
        activity.filter(someone),
        activity,
        rules,
        fc.nat(days - 1),
        (before, other, chosen, today) => {
          const after = before.map((user, index) => [
            ...user.slice(0, today + 1),
            ...(other[index] ?? user).slice(today + 1),
          ]);
          if (!someone(after)) return;
          const past = (active: Activity, column: string) =>
            [...panelOf(active, chosen).shards()].flatMap((shard) =>
              [...shard.column(column)].filter((_, row) => shard.day[row]! <= today),
            );
          for (const column of ["clicks", "active_day", "lag_1_clicks", "lag_3_clicks", "prior_2day_clicks"])
            expect(past(after, column)).toEqual(past(before, column));
        },
      ),
    );
  });

  it("do not depend on the order of users", () => {
    fc.assert(
      fc.property(activity.filter(someone), rules, (active, chosen) => {
        const cellsOf = (panel: Panel, column: string) => {
          const values = panelValues(panel, column);
          return new Map(panelRows(panel).map((row, index) => [row, values[index]]));
        };
        const ids = active.map((_, user) => `u${user}`);
        const forwards = panelOf(active, chosen, 2, ids);
        const backwards = panelOf([...active].reverse(), chosen, 2, [...ids].reverse());
        for (const column of names) {
          const [one, two] = [cellsOf(forwards, column), cellsOf(backwards, column)];
          expect(two.size).toBe(one.size);
          for (const [row, value] of one) expect(two.get(row)).toBe(value);
        }
      }),
    );
  });

  it("do not depend on how users are put into shards", () => {
    fc.assert(
      fc.property(activity.filter(someone), rules, fc.integer({ min: 1, max: 4 }), (active, chosen, size) => {
        const [one, many] = [panelOf(active, chosen), panelOf(active, chosen, size)];
        for (const column of [...names, "many", "upper"])
          expect(panelValues(many, column)).toEqual(panelValues(one, column));
        expect(panelRows(many)).toEqual(panelRows(one));
        let row = 0;
        for (const shard of many.shards()) {
          expect([shard.firstRow, shard.offsets[shard.users]]).toEqual([row, shard.rows]);
          row += shard.rows;
        }
        expect(row).toBe(many.rows);
      }),
    );
  });
});
