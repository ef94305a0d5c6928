import { describe, expect, it } from "vitest";
import { definePanel } from "../../src/definition/define-panel.js";
import { onDay } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { active, count, mean, sum } from "../../src/definition/measure.js";
import { atLeastQuantile } from "../../src/definition/treatment.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { table } from "../../src/sources/table/table.js";
import type { TableMapping } from "../../src/sources/table/table-mapping.js";
import { assertClose } from "../assert-close.js";
import { withEngine } from "../engine/test-engine.js";
import { context, openTable } from "../sources/table-log.js";
import { expectCells } from "./panel-cells.js";
import { addTo, dayNumber, logRows, logsPresent, sharedLog, whyAbsent } from "./shared-log.js";

const file = "fitbit/dailyActivity_merged.csv";
const mapping = (duplicateUserDay: TableMapping["duplicateUserDay"] & string): TableMapping => ({
  user: "Id",
  day: { column: "ActivityDate" },
  duplicateUserDay,
});

const steps = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "worn",
  measures: {
    rows: count("rows"),
    steps: sum("TotalSteps", "steps"),
    sedentary: mean("SedentaryMinutes", "minutes"),
    distance: sum("TotalDistance", "km"),
    worn: active(),
  },
  history: { lag_1: lag(1, "steps"), prior_3day: priorSum(3, "steps") },
  future: { tomorrow: onDay("steps", { days: 1 }) },
  treatments: { many_steps: atLeastQuantile("steps", 0.75, { among: "worn" }) },
});

/** What the file says, in plain code: day texts are month first or ISO. */
function byHand(keepFirstOnly: boolean) {
  const [rows, stepsOf, sedentary] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const days = new Set<number>();
  let repeats = 0;
  for (const line of logRows(file)) {
    const [month, date, year] = (line.ActivityDate as string).split("/").map(Number);
    const day = Date.UTC(year as number, (month as number) - 1, date) / 86_400_000;
    const key = `${line.Id} ${day}`;
    days.add(day);
    if (rows.has(key)) repeats += 1;
    if (rows.has(key) && keepFirstOnly) continue;
    addTo(rows, key, 1);
    addTo(stepsOf, key, Number(line.TotalSteps));
    addTo(sedentary, key, Number(line.SedentaryMinutes));
  }
  return {
    rows,
    stepsOf,
    sedentary,
    days,
    repeats,
    users: new Set([...rows.keys()].map((key) => key.split(" ")[0])),
  };
}

describe.skipIf(!logsPresent)(`Fitbit person-days${whyAbsent}`, () => {
  it.each([
    ["allow", false],
    ["first", true],
  ] as const)("build the panel that plain code gives, repeated user-days: %s", (rule, firstOnly) =>
    withEngine(async (engine) => {
      const log = await table.open(engine, { table: sharedLog(file), mapping: mapping(rule) }, context);
      const panel = await buildPanel(engine, log, steps, context);
      const { rows, stepsOf, sedentary, days, repeats, users } = byHand(firstOnly);
      expect([users.size, days.size, repeats]).toEqual([35, 62, 24]);
      expect([panel.users.length, panel.calendar.days, panel.rows]).toEqual([35, 62, 35 * 62]);
      expect(log.events).toBe(firstOnly ? 1397 - 24 : 1397);
      expect(log.audit.rows.find(({ check }) => check === "repeated_user_days")).toMatchObject({
        rows: 24,
        action: firstOnly ? "dropped" : "kept",
      });
      const of = (map: ReadonlyMap<string, number>, user: string, day: number) =>
        map.get(`${user} ${day}`) ?? 0;
      const first = Math.min(...days);
      const last = Math.max(...days);
      expectCells(panel, {
        rows: (user, day) => of(rows, user, day),
        steps: (user, day) => of(stepsOf, user, day),
        sedentary: (user, day) => of(sedentary, user, day) / (of(rows, user, day) || 1),
        worn: (user, day) => (rows.has(`${user} ${day}`) ? 1 : 0),
        lag_1_steps: (user, day) => of(stepsOf, user, day - 1),
        prior_3day_steps: (user, day) =>
          [1, 2, 3].reduce(
            (total, back) => total + (day - back < first ? 0 : of(stepsOf, user, day - back)),
            0,
          ),
        tomorrow: (user, day) => (day === last ? Number.NaN : of(stepsOf, user, day + 1)),
      });
      const worn = [...stepsOf.values()].sort((a, b) => a - b);
      const at = 0.75 * (worn.length - 1);
      const [low, high] = [worn[Math.floor(at)] as number, worn[Math.ceil(at)] as number];
      assertClose(resolveTreatment(panel, "many_steps").cut ?? Number.NaN, low + (high - low) * (at % 1), {
        relative: 1e-12,
        because: "the same interpolation (type 7) of whole numbers",
      });
    }),
  );

  it("name the first repeated user-day where none may be", async () => {
    const seen = new Set<string>();
    const twice = logRows(file).find(({ Id, ActivityDate }) => {
      const [month, date, year] = (ActivityDate as string).split("/").map(Number);
      const key = `${Id} ${month}/${date}/${year}`;
      return seen.has(key) || !seen.add(key);
    });
    await expect(openTable(sharedLog(file), { mapping: mapping("refuse") })).rejects.toMatchObject({
      code: "table.user-day-twice",
      details: expect.objectContaining({ user: twice?.Id }),
    });
  });

  it("are read without a mapping too, and the ISO copy of the steps gives the same panel", async () => {
    const [merged, events] = [
      await openTable(sharedLog(file)),
      await openTable(sharedLog("fitbit/events.csv")),
    ];
    expect(merged.sentence("mapping")).toMatch(/user = Id, day = ActivityDate\.$/);
    expect(events.sentence("mapping")).toMatch(/user = user_id, day = timestamp, item = item_id\.$/);
    expect([merged.panel.users, merged.panel.rows]).toEqual([events.panel.users, events.panel.rows]);
    const total = [...events.panel.shards()].map((shard) => shard.column("total_value"));
    expect([...merged.panel.shards()].map((shard) => shard.column("total_TotalSteps"))).toEqual(total);
    expect(events.panel.calendar.firstDay).toBe(dayNumber("2016-03-12"));
  });

  it("of sleep, with a time behind the day, count their three repeated rows", async () => {
    const { checks, panel } = await openTable(sharedLog("fitbit/sleepDay_merged.csv"));
    const lines = logRows("fitbit/sleepDay_merged.csv").map((line) => JSON.stringify(line));
    expect(checks.exact_duplicates).toBe(lines.length - new Set(lines).size);
    expect(checks.unreadable_dates).toBe(0);
    expect(panel.users).toHaveLength(new Set(logRows("fitbit/sleepDay_merged.csv").map(({ Id }) => Id)).size);
  });
});
