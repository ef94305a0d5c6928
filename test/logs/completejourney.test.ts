import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { definePanel } from "../../src/definition/define-panel.js";
import { onDay, sumOverNext } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { positive, sum } from "../../src/definition/measure.js";
import { any } from "../../src/definition/more-treatments.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { table } from "../../src/sources/table/table.js";
import { withEngine } from "../engine/test-engine.js";
import { context, openTable } from "../sources/table-log.js";
import { expectCells } from "./panel-cells.js";
import { addTo, dayNumber, logRows, logsPresent, sharedLog, whyAbsent } from "./shared-log.js";

const transactions = "completejourney/transactions_sample.csv";
/** Week 1 is the week of Monday 2016-12-26. */
const weekOf = (day: string): number => Math.floor((dayNumber(day) - dayNumber("2016-12-26")) / 7) + 1;

const grocery = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "shopped",
  measures: {
    items: sum("items", "items"),
    spent: sum("cents", "cents"),
    campaigns: sum("campaigns", "campaigns"),
    shopped: positive("items"),
  },
  history: { lag_1: lag(1, "spent", "campaigns"), prior_4week: priorSum(4, "spent", "campaigns") },
  future: {
    next_week_spent: onDay("spent", { days: 1 }),
    next_4week_spent: sumOverNext("spent", { days: 4 }),
  },
  treatments: { in_campaign: any("campaigns", { among: "shopped" }) },
});

/** Household-weeks of purchases and of campaigns that a household was in, from the raw files. */
function householdWeeks() {
  const [items, cents, campaigns] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const households = new Set<string>();
  for (const row of logRows(transactions)) {
    const key = `${row.household_id} ${row.week}`;
    households.add(row.household_id as string);
    addTo(items, key, 1);
    addTo(cents, key, Math.round(Number(row.sales_value) * 100));
  }
  const dates = new Map(
    logRows("completejourney/campaign_descriptions.csv").map((row) => [row.campaign_id, row]),
  );
  for (const { campaign_id, household_id } of logRows("completejourney/campaigns.csv")) {
    const { start_date = "", end_date = "" } = dates.get(campaign_id) ?? {};
    if (!households.has(household_id as string)) continue;
    for (let week = Math.max(1, weekOf(start_date)); week <= Math.min(53, weekOf(end_date)); week++)
      addTo(campaigns, `${household_id} ${week}`, 1);
  }
  return { items, cents, campaigns, households };
}

describe.skipIf(!logsPresent)(`grocery household-weeks${whyAbsent}`, () => {
  it("with campaigns as treatment build the panel that plain code gives", () =>
    withTemporaryFolder("grocery-", async (folder) => {
      const { items, cents, campaigns, households } = householdWeeks();
      const keys = [...new Set([...items.keys(), ...campaigns.keys()])];
      const line = (key: string) =>
        [...key.split(" "), items.get(key) ?? 0, cents.get(key) ?? 0, campaigns.get(key) ?? 0].join(",");
      const path = join(folder, "household-weeks.csv.gz");
      await writeFile(
        path,
        gzipSync(`household_id,week,items,cents,campaigns\n${keys.map(line).join("\n")}\n`),
      );
      await withEngine(async (engine) => {
        const mapping = { user: "household_id", period: { column: "week", step: "number" as const } };
        const log = await table.open(engine, { table: path, mapping }, context);
        const panel = await buildPanel(engine, log, grocery, context);
        expect(log.step).toEqual({ unit: "period" });
        expect(log.events).toBe(keys.length);
        expect([panel.users.length, panel.calendar.firstDay, panel.calendar.days]).toEqual([
          households.size,
          1,
          53,
        ]);
        expect(panel.rows).toBe(households.size * 53);
        const of = (map: ReadonlyMap<string, number>, user: string, week: number) =>
          map.get(`${user} ${week}`) ?? 0;
        const over = (map: ReadonlyMap<string, number>, user: string, from: number, to: number) => {
          let total = 0;
          for (let week = Math.max(1, from); week <= to; week++) total += of(map, user, week);
          return to > 53 ? Number.NaN : total;
        };
        expectCells(panel, {
          items: (user, week) => of(items, user, week),
          spent: (user, week) => of(cents, user, week),
          campaigns: (user, week) => of(campaigns, user, week),
          lag_1_spent: (user, week) => of(cents, user, week - 1),
          prior_4week_campaigns: (user, week) => over(campaigns, user, week - 4, week - 1),
          next_week_spent: (user, week) => over(cents, user, week + 1, week + 1),
          next_4week_spent: (user, week) => over(cents, user, week + 1, week + 4),
          in_campaign: (user, week) =>
            items.has(`${user} ${week}`) && campaigns.has(`${user} ${week}`) ? 1 : 0,
        });
        const treated = keys.filter((key) => items.has(key) && campaigns.has(key)).length;
        expect(treated).toBeGreaterThan(1000);
      });
    }));

  it("from the purchases themselves: weeks of local time are the file's own weeks", async () => {
    const time = { column: "transaction_timestamp", zone: "America/New_York" };
    const mapping = { user: "household_id", time, item: "product_id", step: "week" as const };
    const { events, log, panel, checks } = await openTable(sharedLog(transactions), { mapping });
    const rows = logRows(transactions);
    const wrong = events.filter(({ period_start, week }) => weekOf(String(period_start)) !== Number(week));
    expect(wrong).toHaveLength(0);
    expect([log.events, panel.calendar.days]).toEqual([75_000, 53]);
    expect(panel.users).toHaveLength(new Set(rows.map(({ household_id }) => household_id)).size);
    const counts = new Map<string, number>();
    for (const { household_id, week } of rows) addTo(counts, `${household_id} ${week}`, 1);
    expectCells(panel, {
      events: (user, day) => counts.get(`${user} ${day - panel.calendar.firstDay + 1}`) ?? 0,
    });
    expect(checks).toMatchObject({ unreadable_times: 0 });
    // One basket number stands in the file as 4.0128e+10: what is no whole number in every row stays text.
    expect(events.filter(({ basket_id }) => basket_id === "4.0128e+10")).toHaveLength(1);
  });
});
