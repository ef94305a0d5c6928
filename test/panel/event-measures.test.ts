import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attribute, category, entryDay } from "../../src/definition/baseline.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { enterOn, lostAfter } from "../../src/definition/entry-exit.js";
import {
  type EventMeasure,
  expression,
  first,
  itemMean,
  last,
  max,
  min,
  shareWhere,
} from "../../src/definition/event-measure.js";
import { active, count, mean } from "../../src/definition/measure.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { userDayTable } from "../../src/panel/user-days.js";
import { silentProgress } from "../../src/progress.js";
import { panelRows, panelValues } from "./panel-values.js";

const definition = definePanel({
  unit: "user_id",
  day: "event_date",
  time: "moment",
  available: "active_day",
  measures: {
    events: count("events"),
    least: min("ratio", "ratio"),
    most: max("ratio", "ratio"),
    longest: max("ms", "milliseconds"),
    high: shareWhere("ratio", { atLeast: 0.5 }),
    first_ms: first("ms", "milliseconds"),
    last_ms: last("ms", "milliseconds"),
    first_ratio: first("ratio", "ratio"),
    seconds: expression("ms / 1000.0 -- a comment", { aggregate: "sum", unit: "seconds" }),
    mean_square: expression("ratio * ratio", { aggregate: "mean", unit: "squares" }),
    long: expression("ms >= 300 AND ratio IS NOT NULL", { aggregate: "countTrue", unit: "events" }),
    kinds: expression("substr(title, 1, 1)", { aggregate: "countDistinct", unit: "letters" }),
    popularity: itemMean("popularity", { dimension: "videos", on: "video", unit: "plays" }),
    shown: itemMean("shown", { dimension: "video days", on: ["video", "event_date"], unit: "times" }),
    active_day: active(),
  },
});

const context = { progress: silentProgress };
const log = {
  eventsTable: "events",
  usersTable: "users",
  dimensions: { videos: "videos", "video days": "video_days", broken: "broken" },
};
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ context, threads: 2 });
  await engine.run(
    "CREATE TABLE events (user_id BIGINT, video BIGINT, ms BIGINT, ratio DOUBLE, title VARCHAR, moment TIMESTAMP, event_date DATE)",
  );
  await engine.run(`INSERT INTO events VALUES
    (1, 10, 500, 0.25, 'ab', '2020-07-05 08:00', '2020-07-05'),
    (1, 11, 300, NULL, 'ac', '2020-07-05 07:00', '2020-07-05'),
    (1, 10, 200, 0.75, 'b',  '2020-07-05 09:00', '2020-07-05'),
    (1, 12, 100, 0.5,  NULL, '2020-07-05 09:00', '2020-07-05'),
    (1, 10, 900, NULL, 'z',  '2020-07-06 09:00', '2020-07-06'),
    (2, 11, NULL, -2,  'x',  NULL,               '2020-07-05'),
    (2, 11, 70,   -3,  'x',  '2020-07-05 01:00', '2020-07-05'),
    (2, 10, 70,   9,   'x',  '2020-07-05 01:00', NULL)`);
  // Video 10 stands twice with one popularity, 12 has none, 13 was never shown.
  await engine.run(
    "CREATE TABLE videos AS SELECT * FROM (VALUES (10, 4), (10, 4), (11, 7), (12, NULL), (13, 1)) AS v(video, popularity)",
  );
  await engine.run(
    "CREATE TABLE video_days AS SELECT v AS video, CAST(d AS DATE) AS event_date, shown FROM (VALUES (10, '2020-07-05', 1.5), (10, '2020-07-06', 2.5), (11, '2020-07-05', 0.5)) AS t(v, d, shown)",
  );
  await engine.run(
    "CREATE TABLE broken AS SELECT * FROM (VALUES (10, 4), (10, 5), (9, 1)) AS v(video, popularity)",
  );
  await engine.run("CREATE TABLE users (user_id BIGINT, degree VARCHAR, age INTEGER, came DATE, went DATE)");
  await engine.run(
    "INSERT INTO users VALUES (1, 'high', 30, '2020-07-06', NULL), (2, NULL, NULL, '2020-06-01', '2020-07-05')",
  );
});

afterAll(async () => engine.close());

const with_ = (measures: Record<string, EventMeasure>): PanelDefinition => ({
  ...definition,
  measures: { ...measures, active_day: active() },
});

describe("measures of single events", () => {
  it("agree with the ten events worked out by hand", async () => {
    const { measures } = await userDayTable(engine, log, definition);
    // User-days: 1 on the 5th, 1 on the 6th, 2 on the 5th.
    const expected: Record<string, readonly number[]> = {
      events: [4, 1, 2],
      least: [0.25, 0, -3],
      most: [0.75, 0, -2],
      longest: [500, 900, 70],
      high: [2 / 3, 0, 0],
      first_ms: [300, 900, 70],
      // Two events at nine: the tie goes by all columns, video 10 before 12.
      last_ms: [100, 900, 70],
      first_ratio: [0.25, 0, -3],
      seconds: [1.1, 0.9, 0.07],
      mean_square: [(0.0625 + 0.5625 + 0.25) / 3, 0, 6.5],
      long: [1, 0, 0],
      kinds: [2, 1, 1],
      popularity: [5, 4, 7],
      shown: [(1.5 + 0.5 + 1.5) / 3, 2.5, 0.5],
    };
    for (const [name, values] of Object.entries(expected))
      expect([name, ...measures[name]!]).toEqual([name, ...values]);
  });

  it("leave the other measures and the number of events as they are", async () => {
    const plain = { events: count("events"), ms: mean("ms", "milliseconds"), active_day: active() };
    const joined = { ...plain, shown: definition.measures.shown, popularity: definition.measures.popularity };
    const without = await userDayTable(engine, log, { ...definition, measures: plain });
    const beside = await userDayTable(engine, log, { ...definition, measures: joined });
    expect(beside.measures.events).toEqual(without.measures.events);
    expect(beside.measures.ms).toEqual(without.measures.ms);
    expect(beside.measures.events!.reduce((sum, n) => sum + n, 0)).toBe(7);
  });

  it("give the same bytes whatever the threads and the order of rows", async () => {
    const other = await openEngine({ context, threads: 1 });
    const make =
      "SELECT i % 7 AS user_id, i % 13 AS video, (i * 7919) % 1000 AS ms, sin(i) AS ratio, CAST(i % 5 AS VARCHAR) AS title, " +
      "TIMESTAMP '2020-07-05' + INTERVAL (i % 40) MINUTE AS moment, DATE '2020-07-05' + CAST(i % 3 AS INTEGER) AS event_date FROM range(30000) AS t(i)";
    const only = { ...definition.measures } as Record<string, PanelDefinition["measures"][string]>;
    delete only.shown;
    const tables = [];
    for (const [where, sql] of [
      [engine, `${make} ORDER BY i`],
      [other, `${make} ORDER BY hash(i)`],
    ] as const) {
      await where.run(`CREATE TABLE many AS ${sql}`);
      await where.run(
        "CREATE TABLE IF NOT EXISTS videos AS SELECT CAST(i AS INTEGER) AS video, 1 + i % 4 AS popularity FROM range(13) AS t(i)",
      );
      await where.run(
        "CREATE OR REPLACE TABLE many_videos AS SELECT CAST(i AS INTEGER) AS video, 1 + i % 4 AS popularity FROM range(13) AS t(i)",
      );
      const from = { eventsTable: "many", usersTable: "users", dimensions: { videos: "many_videos" } };
      tables.push(await userDayTable(where, from, { ...definition, measures: only }));
    }
    expect(tables[1]!.measures).toEqual(tables[0]!.measures);
    await other.close();
  });
});

describe("an expression that is not one of a single event", () => {
  it.each([
    ["sum(ms)", "aggregate"],
    ["max(ratio) - ratio", "aggregate"],
    ["geomean(ratio)", "aggregate"],
    ["row_number() OVER (ORDER BY ms)", "window function"],
    ["lag(ms) OVER ()", "window function"],
    ["ms - (SELECT min(ms) FROM events)", "sub-query"],
    ["ms IN (SELECT 1)", "sub-query"],
    ["random() * ms", "changes from call to call"],
    ["epoch(now()) - epoch(moment)", "changes from call to call"],
    ["current_date - event_date", 'names "current_date"'],
    ["epoch(current_timestamp) - epoch(moment)", 'names "current_timestamp"'],
    ["millis * 2", "millis"],
    ["ms +", "no SQL expression"],
    ["ms, ratio", "expected a number"],
    ["ms), (ratio", "more than one"],
    ["mss", 'did you mean "ms"?'],
    ["1); DROP TABLE events; --", "no SQL expression"],
    ["ms) FROM (events", "no SQL expression"],
    ["ms) WHERE (ratio > 1", "more than an expression"],
    ["ms) ORDER BY (1", "more than an expression"],
    ["ms) UNION (SELECT 1", "more than one expression"],
    ["*", "star"],
    ["title", "expected a number"],
    ["$1", "parameter"],
  ])("%s is refused", async (sql, why) => {
    await expect(
      userDayTable(engine, log, with_({ x: expression(sql, { aggregate: "sum", unit: "x" }) })),
    ).rejects.toMatchObject({ code: "panel.expression", message: expect.stringContaining(why) });
  });

  it("may be a function of lists, with parameters of its own", async () => {
    const sql = "list_sum(list_transform([ms, 1], lambda each: each + 1))";
    const found = await userDayTable(
      engine,
      log,
      with_({ x: expression(sql, { aggregate: "max", unit: "x" }) }),
    );
    expect(found.measures.x).toEqual(Float64Array.of(503, 903, 73));
  });

  it("needs a truth for countTrue, and finite values for a sum", async () => {
    await expect(
      userDayTable(engine, log, with_({ x: expression("ms", { aggregate: "countTrue", unit: "x" }) })),
    ).rejects.toMatchObject({ code: "panel.expression" });
    await expect(
      userDayTable(engine, log, with_({ x: expression("'nan'::DOUBLE", { aggregate: "max", unit: "x" }) })),
    ).rejects.toMatchObject({ code: "engine.not-finite" });
  });
});

describe("a dimension", () => {
  const ask = (dimension: string, on: string, column: string) =>
    userDayTable(engine, log, with_({ x: itemMean(column, { dimension, on, unit: "x" }) }));

  it("is refused when a key has two values, when it is not there, or lacks a column", async () => {
    await expect(ask("broken", "video", "popularity")).rejects.toMatchObject({
      code: "panel.dimension-key",
      message: expect.stringContaining("2 different values of popularity for video 10"),
    });
    await expect(ask("video days", "video", "shown")).rejects.toMatchObject({ code: "panel.dimension-key" });
    await expect(ask("vidoes", "video", "popularity")).rejects.toMatchObject({
      code: "panel.dimension",
      message: expect.stringContaining('did you mean "videos"?'),
    });
    await expect(ask("videos", "video", "populrity")).rejects.toMatchObject({
      code: "panel.dimension-column",
    });
    await expect(ask("videos", "popularity", "popularity")).rejects.toMatchObject({
      code: "panel.dimension-column",
    });
  });
});

describe("what is known of users", () => {
  const baseline = {
    degree: category("degree", { levels: ["low", "high"] }),
    age: attribute("age", { unit: "years" }),
    entered: entryDay(),
  };

  it("codes categories and reads the dates of entry and exit", async () => {
    const spans: PanelDefinition = {
      ...with_({}),
      baseline,
      entry: enterOn("came"),
      exit: lostAfter("went"),
    };
    const table = await userDayTable(engine, log, spans);
    expect(table.baseline).toEqual({
      degree: Float64Array.of(1, Number.NaN),
      age: Float64Array.of(30, Number.NaN),
      "entry date": Float64Array.of(18_449, 18_414),
      "last date": Float64Array.of(Number.NaN, 18_448),
    });
    const panel = panelFromUserDays(table, spans, "input");
    expect(panelRows(panel)).toEqual(["1 1", "2 0"]);
    expect(panelValues(panel, "entered")).toEqual([1, 0]);
    expect(panel.activeDaysLeftOut).toBe(1);
  });

  it("refuses a text that is no level, unless told that others are not known", async () => {
    const of = (others?: "notKnown") =>
      userDayTable(engine, log, {
        ...with_({}),
        baseline: { degree: category("degree", { levels: ["low", "middle"], ...(others && { others }) }) },
      });
    await expect(of()).rejects.toMatchObject({
      code: "panel.category-level",
      message: expect.stringContaining('"high" (1 users)'),
    });
    expect((await of("notKnown")).baseline.degree).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  });

  it("names what is missing or of another type", async () => {
    const faults: readonly (readonly [string, Partial<PanelDefinition>])[] = [
      ["panel.event-column", { time: "when" }],
      ["panel.event-column", { measures: { x: min("title", "x"), active_day: active() } }],
      ["panel.user-column", { entry: enterOn("age") }],
      ["panel.user-column", { exit: lostAfter("gone") }],
      ["panel.user-column", { baseline: { x: category("height", { levels: ["a", "b"] }) } }],
    ];
    for (const [code, change] of faults)
      await expect(userDayTable(engine, log, { ...with_({}), ...change })).rejects.toMatchObject({ code });
  });
});
