import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attribute } from "../../src/definition/baseline.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { active, count, countDistinct, countWhere, mean, sum } from "../../src/definition/measure.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { userDayTable } from "../../src/panel/user-days.js";
import { silentProgress } from "../../src/progress.js";
import type { SourceLog } from "../../src/sources/source.js";
import { panelRows, panelValues } from "./panel-values.js";

const definition = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: {
    events: count("events"),
    videos: countDistinct("video", "videos"),
    long: countWhere("ratio", { atLeast: 0.8, unit: "events" }),
    milliseconds: sum("ms", "milliseconds"),
    mean_ms: mean("ms", "milliseconds"),
    ratio: mean("ratio", "ratio"),
    ratios: sum("ratio", "ratio"),
    active_day: active(),
  },
  baseline: {
    age: attribute("age", { unit: "years" }),
    fans: attribute("fans", { unit: "users", transform: "log1p" }),
  },
});

const context = { progress: silentProgress };
const log = { eventsTable: "the events", usersTable: "users" };
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ context, threads: 2 });
  await engine.run(
    `CREATE TABLE "the events" (user_id BIGINT, video BIGINT, ms BIGINT, ratio DOUBLE, event_date DATE)`,
  );
  // Ids above 2^53 that a double would merge, and 9 before 10; unordered, one event without a day.
  await engine.run(`INSERT INTO "the events" VALUES
    (9007199254740993, 1, 100, 0.8, '2020-07-07'),
    (10, 1, 1000, 0.5, '2020-07-05'),
    (9007199254740992, 2, 7, NULL, '2020-07-06'),
    (9, 1, 200, 0.75, '2020-07-05'),
    (10, 1, 3000, 1.25, '2020-07-05'),
    (10, 2, 5001, NULL, '2020-07-05'),
    (9, 3, 400, 'nan'::DOUBLE, NULL),
    (9, 2, 300, 0.25, '2020-07-07')`);
  await engine.run("CREATE TABLE users (user_id BIGINT, age INTEGER, fans DOUBLE, name VARCHAR)");
  await engine.run(
    `INSERT INTO users VALUES (10, 31, 3, 'x'), (9, NULL, 0, 'y'), (8, 1, 1, 'z'), (9007199254740993, 40, 9, 'w')`,
  );
});

afterAll(async () => engine.close());

describe("userDayTable", () => {
  it("aggregates dated events to active user-days, ids whole and in numeric order", async () => {
    const table = await userDayTable(engine, log, definition);
    expect(table).toMatchObject({
      users: ["9", "10", "9007199254740992", "9007199254740993"],
      firstDay: 18448,
      days: 3,
      rows: 5,
      user: Int32Array.of(0, 0, 1, 2, 3),
      day: Int32Array.of(0, 2, 0, 1, 2),
    });
    expect(table.measures).toEqual({
      events: Float64Array.of(1, 1, 3, 1, 1),
      videos: Float64Array.of(1, 1, 2, 1, 1),
      long: Float64Array.of(0, 0, 1, 0, 1),
      milliseconds: Float64Array.of(200, 300, 9001, 7, 100),
      mean_ms: Float64Array.of(200, 300, 9001 / 3, 7, 100),
      ratio: Float64Array.of(0.75, 0.25, 1.75 / 2, 0, 0.8),
      ratios: Float64Array.of(0.75, 0.25, 1.75, 0, 0.8),
    });
    expect(table.baseline).toEqual({
      age: Float64Array.of(Number.NaN, 31, Number.NaN, 40),
      fans: Float64Array.of(0, 3, Number.NaN, 9),
    });
  });

  it("gives the panel that the same table gives by hand", async () => {
    const whole: SourceLog = {
      ...log,
      source: "test",
      origin: "recorded",
      events: 8,
      fingerprints: [{ name: "events.csv", bytes: 1, crc32: "00000000" }],
      audit: { rows: [], fixedQuota: {} as SourceLog["audit"]["fixedQuota"] },
    };
    const built = await buildPanel(engine, whole, definition, context);
    const byHand = panelFromUserDays(await userDayTable(engine, log, definition), definition, "by hand");
    expect(panelRows(built)).toEqual(panelRows(byHand));
    expect(panelValues(built, "fans")).toEqual(panelValues(byHand, "fans"));
    expect(panelValues(built, "fans").slice(0, 4)).toEqual([0, 0, 0, Math.log(4)]);
    expect(panelValues(built, "ratio")).toEqual([0.75, 0, 0.25, 0.875, 0, 0, 0, 0, 0, 0, 0, 0.8]);
    expect((await buildPanel(engine, { ...whole, events: 9 }, definition, context)).hash).not.toBe(
      built.hash,
    );
    expect((await buildPanel(engine, whole, definition, context)).hash).toBe(built.hash);
  });

  it("works without measures of events and without attributes", async () => {
    const bare = definePanel({
      unit: "user_id",
      day: "event_date",
      available: "on",
      measures: { on: active() },
    });
    expect(await userDayTable(engine, log, bare)).toMatchObject({ rows: 5, measures: {}, baseline: {} });
  });

  it("says which column the log lacks", async () => {
    const measures = { ...definition.measures, absent: count("x") } satisfies PanelDefinition["measures"];
    const faults: readonly (readonly [string, Partial<PanelDefinition>])[] = [
      ["panel.event-column", { unit: "user" }],
      ["panel.event-column", { day: "date" }],
      ["panel.event-column", { measures: { ...measures, absent: sum("seconds", "s") } }],
      ["panel.event-column", { measures: { ...measures, absent: sum("event_date", "s") } }],
      ["panel.user-column", { baseline: { x: attribute("height", { unit: "cm" }) } }],
      ["panel.user-column", { baseline: { x: attribute("name", { unit: "cm" }) } }],
    ];
    for (const [code, change] of faults)
      await expect(userDayTable(engine, log, { ...definition, ...change })).rejects.toMatchObject({ code });
  });

  it("refuses a log without a dated event, and two rows of one user in the users table", async () => {
    await engine.run(
      `CREATE TABLE undated AS SELECT * FROM "the events" WHERE event_date IS NULL AND user_id <> 9`,
    );
    await expect(userDayTable(engine, { ...log, eventsTable: "undated" }, definition)).rejects.toMatchObject({
      code: "panel.no-dated-events",
    });
    await engine.run("CREATE TABLE twice AS SELECT * FROM users UNION ALL SELECT * FROM users");
    await expect(userDayTable(engine, { ...log, usersTable: "twice" }, definition)).rejects.toMatchObject({
      code: "panel.users-twice",
    });
  });
});
