import { describe, expect, it } from "vitest";
import { panelColumns } from "../../src/definition/panel-columns.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { panelRows, panelValues } from "./panel-values.js";
import { smallPanel, userDays, withRules } from "./small-panel.js";

const na = Number.NaN;

describe("two users over six days, nobody on day 3", () => {
  // day        0  1  2  3  4  5
  // user 7     4  .  6  .  8  1
  // user 12    .  3  .  .  5  .
  const table = userDays(
    [
      [0, 0, 4],
      [0, 2, 6],
      [0, 4, 8],
      [0, 5, 1],
      [1, 1, 3],
      [1, 4, 5],
    ],
    { users: ["7", "12"], days: 6, firstDay: 18448 },
  );

  it("has no row on the gap day, and windows that touch it are not known", () => {
    const panel = panelFromUserDays(table, smallPanel, "input");
    expect(panelRows(panel)).toEqual(
      ["7 0", "7 1", "7 2", "7 4", "7 5", "12 0", "12 1", "12 2", "12 4", "12 5"].map(String),
    );
    expect(panel.rows).toBe(10);
    expect([...panel.calendar.observed]).toEqual([1, 1, 1, 0, 1, 1]);
    const value = (name: string) => panelValues(panel, name);
    expect(value("clicks")).toEqual([4, 0, 6, 8, 1, 0, 3, 0, 5, 0]);
    expect(value("active_day")).toEqual([1, 0, 1, 1, 1, 0, 1, 0, 1, 0]);
    expect(value("tenths")).toEqual([0.4, 0, 0.6, 0.8, 0.1, 0, 0.3, 0, 0.5, 0]);
    expect(value("long_share")).toEqual([2 / 4, 0, 3 / 6, 4 / 8, 0, 0, 1 / 3, 0, 2 / 5, 0]);
    expect(value("lag_1_clicks")).toEqual([0, 4, 0, na, 8, 0, 0, 3, na, 5]);
    // Day 4 looks at day 1 and day 5 at day 2: a lag touches the day it names and no other.
    expect(value("lag_3_clicks")).toEqual([0, 0, 0, 0, 6, 0, 0, 0, 3, 0]);
    expect(value("prior_2day_clicks")).toEqual([0, 4, 4, na, na, 0, 0, 3, na, na]);
    expect(value("tomorrow")).toEqual([0, 6, na, 1, na, 3, 0, na, 0, na]);
    expect(value("lead_2_clicks")).toEqual([6, na, 8, na, na, 0, na, 5, na, na]);
    expect(value("next_2")).toEqual([6, na, na, na, na, 3, na, na, na, na]);
    expect(value("weekday")).toEqual([7, 1, 2, 4, 5, 7, 1, 2, 4, 5]);
    expect(value("log_day")).toEqual([0, 1, 2, 4, 5, 0, 1, 2, 4, 5]);
    expect(value("age")).toEqual([20, 20, 20, 20, 20, 21, 21, 21, 21, 21]);
    expect(value("fans")).toEqual([...Array(5).fill(0), ...Array(5).fill(Math.log(2))]);
    expect(value("many")).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 0]);
    // Clicks of active days are 1 3 4 5 6 8; the median is 4.5.
    expect(value("upper")).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 0]);
    expect([...panel.shards()].flatMap(({ lookBack }) => [...lookBack])).toEqual([
      0, 1, 2, 0, 1, 0, 1, 2, 0, 1,
    ]);
  });

  it("calls the gap an inactive day when told so", () => {
    const panel = panelFromUserDays(table, withRules({ gapDays: "inactive" }), "input");
    expect(panel.rows).toBe(12);
    expect(panelValues(panel, "clicks")).toEqual([4, 0, 6, 0, 8, 1, 0, 3, 0, 0, 5, 0]);
    expect(panelValues(panel, "prior_2day_clicks")).toEqual([0, 4, 4, 6, 6, 8, 0, 0, 3, 3, 0, 5]);
    expect(panelValues(panel, "next_2")).toEqual([6, 6, 8, 9, na, na, 3, 0, 5, 5, na, na]);
    expect([...panel.shards()].flatMap(({ lookBack }) => [...lookBack])).toEqual([
      0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5,
    ]);
  });

  it("lets users enter on their first active day", () => {
    const panel = panelFromUserDays(table, withRules({ entry: "firstActivity" }), "input");
    expect(panelRows(panel)).toEqual(["7 0", "7 1", "7 2", "7 4", "7 5", "12 1", "12 2", "12 4", "12 5"]);
    expect(panelValues(panel, "lag_1_clicks")).toEqual([0, 4, 0, na, 8, 0, 3, na, 5]);
    expect(panelValues(panel, "prior_2day_active_day")).toEqual([0, 1, 1, na, na, 0, 1, na, na]);
    expect([...panel.shards()].flatMap(({ lookBack }) => [...lookBack])).toEqual([0, 1, 2, 0, 1, 0, 1, 0, 1]);
  });

  it("evaluates a column once", () => {
    const [shard] = panelFromUserDays(table, smallPanel, "input").shards();
    expect(shard!.column("next_2")).toBe(shard!.column("next_2"));
  });

  it("forgets what a passing shard evaluated, and takes what is kept already", () => {
    const panel = panelFromUserDays(table, smallPanel, "input");
    const [kept] = panel.shards();
    const clicks = kept!.column("clicks");
    const [first] = panel.passingShards();
    const [second] = panel.passingShards();
    expect(first!.column("clicks")).toBe(clicks);
    expect(second!.column("many")).toEqual(first!.column("many"));
    expect(second!.column("many")).not.toBe(first!.column("many"));
    expect(kept!.column("many")).toEqual(first!.column("many"));
    for (const name of panel.columns.map((column) => column.name))
      expect(first!.column(name), name).toEqual(kept!.column(name));
  });

  it("evaluates every column that the definition lists", () => {
    const panel = panelFromUserDays(table, smallPanel, "input");
    expect(panel.columns).toEqual(panelColumns(smallPanel));
    for (const { name } of panel.columns) expect(panelValues(panel, name)).toHaveLength(10);
  });

  it("names the columns there are when asked for another, and the nearest", () => {
    const [shard] = panelFromUserDays(table, smallPanel, "input").shards();
    expect(() => shard!.column("lag_1_click")).toThrow('did you mean "lag_1_clicks"?');
    for (const name of ["lag_9_clicks", "toString"])
      expect(() => shard!.column(name)).toThrow(
        expect.objectContaining({
          code: "panel.column-unknown",
          message: expect.stringContaining("lag_1_clicks"),
        }),
      );
  });

  it("has a hash of definition and input that treatments do not touch", () => {
    const hash = panelFromUserDays(table, smallPanel, "input").hash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(panelFromUserDays(table, { ...smallPanel, treatments: {} }, "input").hash).toBe(hash);
    expect(panelFromUserDays(table, smallPanel, "other input").hash).not.toBe(hash);
    expect(panelFromUserDays(table, withRules({ entry: "firstActivity" }), "input").hash).not.toBe(hash);
  });
});

describe("a user who is never active", () => {
  const table = userDays(
    [
      [1, 0, 2],
      [1, 2, 2],
    ],
    { users: ["1", "2", "3"], days: 3 },
  );

  it("has inactive rows from the log's start, and none when users enter by being active", () => {
    const inactive = panelFromUserDays(table, withRules({ gapDays: "inactive" }), "input");
    expect(panelValues(inactive, "active_day")).toEqual([0, 0, 0, 1, 0, 1, 0, 0, 0]);
    const entering = panelFromUserDays(
      table,
      withRules({ gapDays: "inactive", entry: "firstActivity" }),
      "input",
    );
    expect(panelRows(entering)).toEqual(["2 0", "2 1", "2 2"]);
  });
});

describe("a user-day table that breaks its contract", () => {
  const log = { users: ["1", "2"], days: 3 };
  const good = userDays(
    [
      [0, 0, 1],
      [0, 2, 1],
      [1, 1, 1],
    ],
    log,
  );
  const faults: readonly (readonly [string, typeof good])[] = [
    [
      "panel.user-days-order",
      userDays(
        [
          [0, 2, 1],
          [0, 0, 1],
        ],
        log,
      ),
    ],
    [
      "panel.user-days-order",
      userDays(
        [
          [0, 2, 1],
          [0, 2, 1],
        ],
        log,
      ),
    ],
    [
      "panel.user-days-order",
      userDays(
        [
          [1, 2, 1],
          [0, 2, 1],
        ],
        log,
      ),
    ],
    ["panel.user-days-range", userDays([[0, 3, 1]], log)],
    ["panel.user-days-range", userDays([[2, 0, 1]], log)],
    ["panel.user-days-empty", userDays([], log)],
    ["panel.user-days-users", { ...good, users: ["1", "1"] }],
    ["panel.user-days-length", { ...good, day: new Int32Array(2) }],
    ["panel.user-days-column", { ...good, measures: { clicks: good.measures.clicks! } }],
    ["panel.user-days-column", { ...good, baseline: { ...good.baseline, age: new Float64Array(1) } }],
    ["panel.user-days-measure", { ...good, measures: { ...good.measures, long: Float64Array.of(0, na, 0) } }],
    ["panel.user-days-days", { ...good, days: 0 }],
    ["panel.too-large", { ...good, days: 2 ** 30 }],
  ];

  it.each(faults)("is refused: %s", (code, table) => {
    expect(() => panelFromUserDays(table, smallPanel, "input")).toThrow(expect.objectContaining({ code }));
  });

  it("is refused when a transform has no value", () => {
    const broken = { ...good, baseline: { ...good.baseline, fans: Float64Array.of(0, -1) } };
    const [shard] = panelFromUserDays(broken, smallPanel, "input").shards();
    expect(() => shard!.column("fans")).toThrow(
      expect.objectContaining({ code: "panel.baseline-transform" }),
    );
  });
});
