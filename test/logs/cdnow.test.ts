import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { definePanel } from "../../src/definition/define-panel.js";
import { sumOverNext } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { active, count, sum } from "../../src/definition/measure.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { table } from "../../src/sources/table/table.js";
import { withEngine } from "../engine/test-engine.js";
import { context } from "../sources/table-log.js";
import { expectCells } from "./panel-cells.js";
import { addTo, dayNumber, logRows, logsPresent, sharedLog, whyAbsent } from "./shared-log.js";

const purchases = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "bought",
  entry: "firstActivity",
  gapDays: "inactive",
  measures: {
    orders: count("orders"),
    spent: sum("value", "dollars"),
    discs: sum("quantity", "discs"),
    bought: active(),
  },
  history: { lag_1: lag(1, "orders"), prior_7day: priorSum(7, "discs") },
  future: { next_30day_orders: sumOverNext("orders", { days: 30 }) },
});

describe.skipIf(!logsPresent)(`CDNOW purchases${whyAbsent}`, () => {
  it("build the panel that plain code gives: sparse, orders of nothing and several a day included", () =>
    withEngine(async (engine) => {
      const rows = logRows("cdnow/events.csv");
      const [orders, spent, discs, entry] = [0, 1, 2, 3].map(() => new Map<string, number>());
      for (const { user_id, timestamp, value, quantity } of rows) {
        const day = dayNumber(timestamp as string);
        const key = `${user_id} ${day}`;
        addTo(orders as Map<string, number>, key, 1);
        addTo(spent as Map<string, number>, key, Number(value));
        addTo(discs as Map<string, number>, key, Number(quantity));
        entry?.set(
          user_id as string,
          Math.min(entry.get(user_id as string) ?? Number.POSITIVE_INFINITY, day),
        );
      }
      const log = await table.open(engine, { table: sharedLog("cdnow/events.csv") }, context);
      const panel = await buildPanel(engine, log, purchases, context);
      const checks = Object.fromEntries(log.audit.rows.map((line) => [line.check, line.rows]));
      const lines = rows.map((row) => JSON.stringify(row));
      expect(log.events).toBe(69_659);
      expect(rows.filter(({ value }) => Number(value) === 0)).toHaveLength(80);
      expect(checks).toMatchObject({
        rows_read: 69_659,
        repeated_user_days: rows.length - (orders?.size ?? 0),
        exact_duplicates: lines.length - new Set(lines).size,
        rows_without_date: 0,
      });
      const last = dayNumber("1998-06-30");
      expect([panel.users.length, panel.calendar.firstDay, panel.calendar.days]).toEqual([
        entry?.size,
        dayNumber("1997-01-01"),
        last - dayNumber("1997-01-01") + 1,
      ]);
      expect(panel.rows).toBe([...(entry?.values() ?? [])].reduce((total, day) => total + last - day + 1, 0));
      const of = (map: ReadonlyMap<string, number> | undefined, user: string, day: number) =>
        map?.get(`${user} ${day}`) ?? 0;
      expectCells(
        panel,
        {
          orders: (user, day) => of(orders, user, day),
          discs: (user, day) => of(discs, user, day),
          spent: (user, day) => of(spent, user, day),
          lag_1_orders: (user, day) => of(orders, user, day - 1),
        },
        { tolerance: 1e-12, every: 7 },
      );
    }));

  it("keep ids that are padded with zeros as they are, in the same order", () =>
    withTemporaryFolder("cdnow-", async (folder) => {
      const path = join(folder, "padded.csv");
      const rows = logRows("cdnow/events.csv").slice(0, 5000);
      const line = (id: string, row: (typeof rows)[number]) => `${id},${row.timestamp},${row.value}`;
      const padded = rows.map((row) => line((row.user_id as string).padStart(5, "0"), row));
      await writeFile(path, `customer_id,date,value\n${padded.join("\n")}\n`);
      await withEngine(async (engine) => {
        const log = await table.open(engine, { table: path }, context);
        const users = await engine.objects(`SELECT user_id FROM ${log.usersTable}`);
        const ids = [...new Set(rows.map((row) => Number(row.user_id)))].sort((a, b) => a - b);
        expect(users.map(({ user_id }) => user_id)).toEqual(ids.map((id) => String(id).padStart(5, "0")));
      });
    }));
});
