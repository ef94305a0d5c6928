import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { quoteLiteral } from "../../src/engine/quote-sql.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { withEngine } from "../engine/test-engine.js";
import { openTable, openText } from "./table-log.js";

const day = { day: { column: "day" } };
const column = (events: readonly Readonly<Record<string, unknown>>[], name: string) =>
  events.map((event) => event[name]);

describe("ids of a table", () => {
  it("stay whole above 2^53 and are ordered as numbers", async () => {
    const { events, users, panel } = await openText(
      "user_id,day\n9007199254740993,2020-01-01\n9007199254740992,2020-01-01\n9,2020-01-01\n",
    );
    expect(column(events, "user_id")).toEqual(["9007199254740993", "9007199254740992", "9"]);
    expect(panel.users).toEqual(["9", "9007199254740992", "9007199254740993"]);
    expect(users).toHaveLength(3);
  });

  it("stay the texts they are when one of them is no plain whole number: 007 and 7 are two users", async () => {
    const { panel } = await openText("user_id,day\n007,2020-01-01\n7,2020-01-01\n10,2020-01-01\n");
    expect(panel.users).toEqual(["007", "10", "7"]);
    const plus = await openText("user_id,day\n+7,2020-01-01\n7,2020-01-01\n7.0,2020-01-01\n");
    expect(plus.panel.users).toEqual(["+7", "7", "7.0"]);
    const wide = await openText("user_id,day\n9223372036854775808,2020-01-01\n7,2020-01-01\n");
    expect(wide.panel.users).toEqual(["7", "9223372036854775808"]);
  });

  it("stay text when the mapping says so", async () => {
    const mapping = { user: "u", text: ["u", "shop"], ...day };
    const { panel, events } = await openText("u,day,shop\n10,2020-01-01,5\n9,2020-01-01,6\n", { mapping });
    expect(panel.users).toEqual(["10", "9"]);
    expect(panel.columns.some(({ name }) => name === "total_shop")).toBe(false);
    expect(column(events, "shop")).toEqual(["5", "6"]);
  });
});

describe("columns of a CSV table", () => {
  it("are numbers when all their texts are, codes only when they are whole", async () => {
    const { log, events } = await openText(
      "user_id,day,whole,real,padded,basket_id,wide,word,empty,week\n" +
        "1,2020-01-01,3,0.5,01,40127999999,1,a,,1\n1,2020-01-02,-4,1e3,10,4.0128e+10,36028797018963969,7,,2\n",
    );
    expect(events[1]).toMatchObject({
      whole: "-4",
      real: 1000,
      padded: "10",
      basket_id: "4.0128e+10",
      wide: "36028797018963969",
      word: "7",
      empty: null,
    });
    expect(Object.keys(log.panel?.measures ?? {})).toEqual([
      "events",
      "unique_basket_id",
      "total_whole",
      "total_real",
      "total_wide",
      "active_day",
    ]);
  });

  it("are told from every row, not from the first ones: one text at the end makes a text column", async () => {
    const rows = Array.from(
      { length: 25_000 },
      (_, index) => `${index},2020-01-01,${index},${index}.5,${index}`,
    );
    const last = "007,2020-01-01,x,NA,2.5";
    const { events, panel, sentence } = await openText(`user_id,day,a,b,c\n${rows.join("\n")}\n${last}\n`);
    expect(events.at(-1)).toMatchObject({ user_id: "007", a: "x", b: "NA", c: 2.5 });
    expect(events[7]).toMatchObject({ user_id: "7", a: "7", b: "7.5", c: 7 });
    expect(panel.users).toHaveLength(25_001);
    expect(sentence("numbers_as_text")).toBe(
      'Read as text and not summed, although the first value is a number: "a" (row 25001 holds "x"), "b" (row 25001 holds "NA"). ' +
        'A text that means not known goes into the mapping, "missing": ["x", "NA"].',
    );
  });

  it("come after a mark of byte order, between tabs, semicolons or bars, with quotes, CRLF and line breaks in fields", async () => {
    const { events } = await openText('\uFEFF"user_id";"day";"a;b"\r\n1;2020-01-01;"x;\r\ny"\r\n');
    expect(events[0]).toMatchObject({ user_id: "1", "a;b": "x;\r\ny" });
    expect((await openText("user_id\tday\tx\n1\t2020-01-01\t2,5\n")).events[0]).toMatchObject({ x: "2,5" });
    expect((await openText("user_id|day\n1|2020-01-01\n")).events).toHaveLength(1);
  });

  it("take the texts of the mapping as not known", async () => {
    const mapping = { user: "user_id", ...day, missing: ["NA", "-"] };
    const { events, sentence } = await openText("user_id,day,x\n1,2020-01-01,NA\n1,2020-01-02,2\n1,-,3\n", {
      mapping,
    });
    expect(column(events, "x")).toEqual([null, "2", "3"]);
    expect(sentence("numbers_as_text")).toBeUndefined();
  });

  it("are renamed when a part has their name, and the audit says so", async () => {
    const mapping = { user: "who", day: { column: "d" } };
    const { events, sentence } = await openText("who,d,event_date,USER_ID\n1,2020-01-01,x,y\n", { mapping });
    expect(events[0]).toEqual({
      user_id: "1",
      event_date: "2020-01-01",
      event_date_as_given: "x",
      USER_ID_as_given: "y",
    });
    expect(sentence("renamed_columns")).toMatch(
      /event_date as event_date_as_given, USER_ID as USER_ID_as_given/,
    );
  });
});

describe("days of a table", () => {
  it("are read from ISO, month-first, slashed ISO, dotted and plain dates, mixed, with a time behind", async () => {
    const texts = [
      "2016-04-12",
      "4/12/2016",
      "04/12/2016 12:00:00 AM",
      "2016/4/12",
      "12.4.2016",
      "20160412",
      "20160412.0",
      "2016-04-12T23:59:59Z",
    ];
    const { events } = await openText(`user_id,date\n${texts.map((text) => `1,${text}`).join("\n")}\n`);
    expect(new Set(column(events, "event_date"))).toEqual(new Set(["2016-04-12"]));
    const mapping = { user: "user_id", day: { column: "date", order: "dayFirst" as const } };
    const first = await openText("user_id,date\n1,13/4/2016\n1,4/5/2016\n", { mapping });
    expect(column(first.events, "event_date")).toEqual(["2016-04-13", "2016-05-04"]);
  });

  it("that are none are counted, and their rows kept as events", async () => {
    const { log, checks, panel, events } = await openText(
      "user_id,date\n1,2020-02-29\n1,2021-02-29\n1,13/13/2020\n1,\n1,soon\n,2020-02-28\n",
    );
    expect(checks).toMatchObject({
      rows_read: 6,
      rows_without_date: 1,
      unreadable_dates: 3,
      rows_without_user: 1,
    });
    expect([log.events, panel.rows]).toEqual([6, 1]);
    expect(events[1]?.event_date).toBeNull();
  });
});

describe("times of a table", () => {
  const at = (texts: readonly (string | number)[], time: Record<string, unknown>) =>
    openText(`user_id,ts\n${texts.map((text) => `1,${text}`).join("\n")}\n`, {
      mapping: { user: "user_id", time: { column: "ts", ...time } },
    });

  it("are seconds, milliseconds or microseconds, told from their size; days are those of the zone", async () => {
    // 1593878903 = 2020-07-04 16:08:23 UTC = 2020-07-05 00:08:23 in Shanghai.
    for (const [value, unit] of [
      ["1593878903.438", "seconds"],
      ["1593878903438", "milliseconds"],
      ["1593878903438000", "microseconds"],
    ]) {
      for (const given of [{}, { unit }]) {
        const { events, sentence } = await at([value as string], { zone: "Asia/Shanghai", ...given });
        expect(events[0]).toEqual({
          user_id: "1",
          event_date: "2020-07-05",
          event_time: "2020-07-05 00:08:23.438",
          event_timestamp: "2020-07-04 16:08:23.438",
        });
        expect(sentence("time_zone")).toContain(
          `in ${unit} since 1970; days are local days of Asia/Shanghai`,
        );
      }
    }
  });

  it("are text: with an offset of their own a moment, else the local clock, daylight saving included", async () => {
    const { events } = await at(
      [
        "2020-07-01T23:30:00Z",
        "2020-07-01 23:30:00+02:00",
        "2020-07-01T23:30:00 -0700",
        "2020-07-01 23:30",
        "2020-01-01T23:30:00.5Z",
        "7/1/2020 11:30:00 PM",
      ],
      { zone: "Europe/Paris" },
    );
    expect(events.map(({ event_date, event_timestamp }) => [event_date, event_timestamp])).toEqual([
      ["2020-07-02", "2020-07-01 23:30:00"],
      ["2020-07-01", "2020-07-01 21:30:00"],
      ["2020-07-02", "2020-07-02 06:30:00"],
      ["2020-07-01", "2020-07-01 21:30:00"],
      ["2020-01-02", "2020-01-01 23:30:00.5"],
      ["2020-07-01", "2020-07-01 21:30:00"],
    ]);
    const utc = await at(["2020-07-01 23:30:00"], { zone: "Europe/Paris", written: "utc" });
    expect(utc.events[0]).toMatchObject({ event_date: "2020-07-02", event_time: "2020-07-02 01:30:00" });
  });

  it("take each row's own offset from UTC, the zone where a row has none", async () => {
    const rows = ["+0200", "-07:00", "+05", "Z", "", "east"].map((offset) => `1,1593647999,${offset}`);
    const text = `user_id,ts,utc_offset\n${rows.join("\n")}\n`;
    // 1593647999 = 2020-07-01 23:59:59 UTC.
    const { events, checks, sentence } = await openText(text);
    expect(column(events, "event_date")).toEqual([
      "2020-07-02",
      "2020-07-01",
      "2020-07-02",
      "2020-07-01",
      null,
      null,
    ]);
    expect(column(events, "utc_offset_seconds")).toEqual(["7200", "-25200", "18000", "0", null, null]);
    expect(checks).toMatchObject({ unreadable_offsets: 2 });
    expect(sentence("mapping")).toMatch(
      /chosen by their names: user = user_id, time = ts, offset = utc_offset/,
    );
    const time = { column: "ts", zone: "Asia/Tokyo", offset: { column: "utc_offset" } };
    const zoned = await openText(text, { mapping: { user: "user_id", time } });
    expect(column(zoned.events, "event_date").slice(4)).toEqual(["2020-07-02", "2020-07-02"]);
    const clock = await openText("user_id,ts,utc_offset\n1,2020-07-01 23:00:00,east\n");
    expect(clock.events[0]).toMatchObject({ event_date: "2020-07-01", event_timestamp: null });
    expect(clock.sentence("unreadable_offsets")).toContain(
      "else only the clock they were written by is known",
    );
    const minutes = { column: "ts", offset: { column: "off", unit: "minutes" as const } };
    const counted = await openText("user_id,ts,off\n1,1593647999,330\n", {
      mapping: { user: "user_id", time: minutes },
    });
    expect(counted.events[0]).toMatchObject({ event_time: "2020-07-02 05:29:59" });
  });

  it("are audited when they run backwards, in the file or on the local clock", async () => {
    const { checks } = await openText(
      "user_id,ts,utc_offset\n1,1600000000,+0200\n1,1600000100,-0700\n1,1600000050,-0700\n2,1600000000,+0000\n",
    );
    // By time user 1 has 1600000000 (+2 h), …050 (-7 h: nine hours earlier on the clock), …100: one step back.
    expect(checks).toMatchObject({ times_backwards: 1, clock_backwards: 1 });
  });

  it("only order where there is a day column, which counts", async () => {
    const { events, checks } = await openText(
      "user_id,date,timestamp\n1,2020-07-05,1593878903\n1,,1593878903\n",
    );
    expect(events[0]).toMatchObject({ event_date: "2020-07-05", event_time: "2020-07-04 16:08:23" });
    expect(events[1]?.event_date).toBeNull();
    expect(checks).toMatchObject({ date_not_of_time: 1, rows_without_date: 1 });
  });
});

describe("rows of a table", () => {
  const text = "user_id,day,x\n1,2020-01-01,5\n1,2020-01-01,5\n1,2020-01-01,6\n2,2020-01-03,5\n";

  it("that repeat another are kept by default, dropped when asked, counted either way", async () => {
    const kept = await openText(text);
    expect([kept.log.events, kept.checks.exact_duplicates, kept.checks.repeated_user_days]).toEqual([
      4, 1, 2,
    ]);
    const dropped = await openText(text, { keepDuplicates: false });
    expect([dropped.log.events, dropped.checks.exact_duplicates, dropped.checks.repeated_user_days]).toEqual([
      3, 1, 1,
    ]);
    const mapping = { user: "user_id", ...day, duplicateRows: "drop" as const };
    expect((await openText(text, { mapping })).log.events).toBe(3);
    expect((await openText(text, { mapping, keepDuplicates: true })).log.events).toBe(4);
  });

  it("of one user-day may be held to the first, or refused", async () => {
    const mapping = { user: "user_id", ...day };
    const first = await openText(text.replace(",6", ",4"), {
      mapping: { ...mapping, duplicateUserDay: "first" },
    });
    expect(column(first.events, "x")).toEqual(["5", "5"]);
    expect(first.checks.repeated_user_days).toBe(2);
    await expect(
      openText(text, { mapping: { ...mapping, duplicateUserDay: "refuse" } }),
    ).rejects.toMatchObject({
      code: "table.user-day-twice",
      message: expect.stringContaining("user 1 has more than one row on day 2020-01-01 (rows 1 and 2)"),
    });
  });

  it("with negative lengths of time are counted and kept, by name or as mapped", async () => {
    const times = "user_id,day,watch_duration,left\n1,2020-01-01,-5,-1\n1,2020-01-02,5,-1\n";
    expect((await openText(times)).checks.negative_durations).toBe(1);
    const mapping = { user: "user_id", ...day, durations: ["left"] };
    const mapped = await openText(times, { mapping });
    expect([mapped.checks.negative_durations, mapped.log.events]).toEqual([2, 2]);
  });

  it("outside the days asked for are left out, and counted", async () => {
    const { log, checks } = await openText(`${text}1,,9\n`, { from: "2020-01-02", to: "2020-01-03" });
    expect([log.events, checks.outside_range]).toEqual([1, 4]);
  });

  it("up to a limit leave out the user who was cut short, unless asked or not grouped", async () => {
    const rows = "user_id,day\na,2020-01-01\nb,2020-01-01\nb,2020-01-02\nb,2020-01-03\nc,2020-01-01\n";
    const cut = await openText(rows, { rows: 3 });
    expect([cut.log.events, cut.checks.rows_read, cut.checks.cut_user_dropped]).toEqual([1, 3, 2]);
    const kept = await openText(rows, { rows: 3, keepCutUser: true });
    expect([kept.log.events, kept.checks.cut_user_kept]).toEqual([3, 2]);
    for (const count of [1, 4, 5, 9]) {
      const whole = await openText(rows, { rows: count });
      expect([whole.log.events, whole.checks.cut_user_dropped]).toEqual([Math.min(count, 5), undefined]);
    }
    const mixed = await openText("user_id,day\na,2020-01-01\nb,2020-01-01\na,2020-01-02\nb,2020-01-03\n", {
      rows: 3,
    });
    expect([mixed.log.events, mixed.checks.rows_not_by_user]).toEqual([3, 3]);
  });

  it("make a users table with the attributes that a user has once", async () => {
    const mapping = { user: "user_id", ...day, attributes: ["age"] };
    const { users } = await openText("user_id,day,age\n2,2020-01-01,\n2,2020-01-02,31\n1,2020-01-01,\n", {
      mapping,
    });
    expect(users).toEqual([
      { user_id: "1", age: null },
      { user_id: "2", age: "31" },
    ]);
    const varies = openText("user_id,day,age\n2,2020-01-01,30\n2,2020-01-02,31\n", { mapping });
    await expect(varies).rejects.toMatchObject({ code: "table.attribute-varies" });
  });
});

describe("periods", () => {
  const week = { user: "household", period: { column: "week", step: "number" as const } };

  it("that are numbered are the steps of the grid, ragged ends and gaps included", async () => {
    const text = "household,week,spend\n1,3,10\n1,4,20\n1,7,5\n2,4,1\n3,7,2\n";
    const { log, panel, events, sentence } = await openText(text, { mapping: week });
    expect(log.step).toEqual({ unit: "period" });
    expect(column(events, "period")).toEqual([3, 4, 7, 4, 7]);
    expect(panel.calendar).toMatchObject({ firstDay: 3, days: 5 });
    expect([...panel.calendar.observed]).toEqual([1, 1, 0, 0, 1]);
    expect(panel.columns.map(({ name }) => name)).toContain("prior_3period_total_spend");
    const [shard] = [...panel.shards()];
    // Household 1: periods 3, 4 and 7; nobody has a row in 5 and 6, so the lag of period 7 is not known.
    expect([...(shard?.column("lag_1_total_spend").slice(0, 3) ?? [])]).toEqual([0, 10, Number.NaN]);
    expect(sentence("periods")).toMatch(/one numbered period/);
    expect((await openText(text, { mapping: week, from: "4", to: "6" })).log.events).toBe(2);
  });

  it("hold one row a user unless said otherwise", async () => {
    const text = "household,week\n1,3\n2,3\n1,3\n";
    await expect(openText(text, { mapping: week })).rejects.toMatchObject({
      code: "table.user-day-twice",
      message: expect.stringContaining("user 1 has more than one row on period 3 (rows 1 and 3)"),
    });
    expect((await openText(text, { mapping: { ...week, duplicateUserDay: "allow" } })).log.events).toBe(3);
  });

  it("may be weeks from dates, beginning on the weekday that is said", async () => {
    // 2017-01-01 is a Sunday, 2017-01-02 a Monday; both weeks are one step apart, whatever day of the week stands there.
    const text = "household,week\n1,2017-01-01\n1,2017-01-02\n1,2017-01-15\n1,2016-12-26\n";
    const mapping = {
      user: "household",
      period: { column: "week", step: "week" as const },
      duplicateUserDay: "allow" as const,
    };
    const monday = await openText(text, { mapping });
    expect(monday.log.step).toEqual({ unit: "week", weekStarts: "monday" });
    expect(column(monday.events, "period_start")).toEqual([
      "2016-12-26",
      "2017-01-02",
      "2017-01-09",
      "2016-12-26",
    ]);
    expect(monday.panel.calendar.days).toBe(3);
    const sunday = await openText(text, {
      mapping: { ...mapping, period: { ...mapping.period, weekStarts: "sunday" } },
    });
    expect(column(sunday.events, "period_start")).toEqual([
      "2017-01-01",
      "2017-01-01",
      "2017-01-15",
      "2016-12-25",
    ]);
    const events = await openText("user_id,day\n1,2017-01-01\n1,2017-01-02\n", {
      mapping: { user: "user_id", day: { column: "day" }, step: "week" },
    });
    expect([events.panel.calendar.days, events.log.panel?.calendar]).toEqual([
      2,
      { log_week: { kind: "logDay" } },
    ]);
  });
});

describe("other files than plain CSV", () => {
  const text = "user_id,timestamp,x\n007,1593878903,1\n7,1593878904,2\n";

  it("gzip gives the same log as the text in it, in one member or two", async () => {
    const plain = await openText(text);
    for (const packed of [
      gzipSync(text),
      Buffer.concat([gzipSync(text.slice(0, 20)), gzipSync(text.slice(20))]),
    ]) {
      const { events, panel } = await openText(packed, {}, "events.csv.gz");
      expect(events).toEqual(plain.events);
      expect(panel.users).toEqual(plain.panel.users);
    }
  });

  const typed =
    "SELECT * FROM (VALUES (9007199254740993::BIGINT, TIMESTAMPTZ '2020-07-04 16:30:00+00', 0.5::DOUBLE, 'a'), " +
    "(9007199254740992, TIMESTAMPTZ '2020-07-04 15:30:00+00', 'nan'::DOUBLE, 'b')) t(user_id, ts, x, item)";
  const mapping = { user: "user_id", time: { column: "ts", zone: "Asia/Shanghai" }, item: "item" };
  const expected = [
    { user_id: "9007199254740993", item_id: "a", event_date: "2020-07-05", x: 0.5 },
    { user_id: "9007199254740992", item_id: "b", event_date: "2020-07-04", x: null },
  ];

  it("Parquet keeps its types", () =>
    withTemporaryFolder("parquet-", async (folder) => {
      const path = join(folder, "events.parquet");
      await withEngine((engine) => engine.run(`COPY (${typed}) TO ${quoteLiteral(path)} (FORMAT parquet)`));
      const { events, checks } = await openTable(path, { mapping });
      expect(events).toMatchObject(expected);
      expect(checks).toMatchObject({ not_finite: 1 });
      expect((await openTable(path, { mapping, rows: 1 })).events).toMatchObject(expected.slice(0, 1));
      await withEngine((engine) =>
        engine.run(
          `COPY (SELECT 1.5::DOUBLE AS user_id, DATE '2020-01-01' AS day) TO ${quoteLiteral(path)} (FORMAT parquet)`,
        ),
      );
      await expect(openTable(path)).rejects.toMatchObject({ code: "table.id-not-exact" });
    }));

  it("a DuckDB file gives the table that is named, or its only one", () =>
    withTemporaryFolder("duckdb-", async (folder) => {
      const path = join(folder, "events.duckdb");
      await withEngine((engine) =>
        engine.run(
          `ATTACH ${quoteLiteral(path)} AS made; CREATE TABLE made.events AS ${typed}; CREATE SCHEMA made.old; ` +
            "CREATE VIEW made.old.events AS SELECT 1 AS user_id, DATE '2020-01-01' AS day; DETACH made",
        ),
      );
      expect((await openTable(path, { mapping: { ...mapping, table: "events" } })).events).toMatchObject(
        expected,
      );
      const old = await openTable(path, { mapping: { user: "user_id", ...day, table: "old.events" } });
      expect(old.events).toEqual([{ user_id: 1, event_date: "2020-01-01" }]);
      await expect(openTable(path)).rejects.toMatchObject({ code: "table.which-table" });
      await expect(openTable(path, { mapping: { ...mapping, table: "event" } })).rejects.toThrow(
        /did you mean "events"/,
      );
    }));
});
