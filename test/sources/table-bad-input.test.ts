import { mkdir, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { quoteLiteral } from "../../src/engine/quote-sql.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import type { Progress } from "../../src/progress.js";
import type { LogInput } from "../../src/sources/source.js";
import { table } from "../../src/sources/table/table.js";
import type { TableMapping } from "../../src/sources/table/table-mapping.js";
import { withEngine } from "../engine/test-engine.js";
import { openTable, openText } from "./table-log.js";

const good = "user_id,day,x\n1,2020-01-01,5\n2,2020-01-02,6\n";
const long = `user_id,day\n${Array.from({ length: 20_000 }, (_, index) => `${index},2020-01-0${1 + (index % 9)}`).join("\n")}\n`;
const day = { column: "day" };
const mapped = (mapping: object): { readonly mapping: TableMapping } => ({
  mapping: mapping as TableMapping,
});

type Case = readonly [
  name: string,
  content: string | Uint8Array,
  code: string,
  message: RegExp,
  input?: Omit<LogInput, "table">,
  file?: string,
];

const cases: readonly Case[] = [
  ["the file has no bytes", "", "table.empty-file", /events.csv: the file is empty/],
  ["there is a header and no row", "user_id,day\n", "table.empty-table", /a header and no row/],
  ["the first line is blank", "\n1,2\n", "table.no-header", /first line is blank/],
  ["there is no header", "1,20200101\n2,20200102\n", "table.no-header", /only numbers/],
  ["a column has no name", "user_id,,day\n1,2,3\n", "table.column-unnamed", /column 2/],
  ["two columns differ in case only", "user_id,day,Day\n1,2,3\n", "table.column-twice", /"day" and "Day"/],
  ["a row has too few fields", `${good}3\n`, "table.malformed-row", /events.csv: line 4/],
  ["a row has too many fields", `${good}3,2020-01-01,1,1\n`, "table.malformed-row", /line 4/],
  [
    "the text is not UTF-8",
    Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0xfe, 44, 49, 44, 49, 10])]),
    "table.malformed-row",
    /line 4/,
  ],
  ["the text is UTF-16", Buffer.from(good, "utf16le"), "table.not-text", /zero bytes/],
  [
    "a gzip file is cut short",
    gzipSync(long).subarray(0, 20_000),
    "table.gzip-broken",
    /cut short/,
    {},
    "events.csv.gz",
  ],
  [
    "a gzip file is damaged",
    gzipSync(long).fill(7, 9000, 9050),
    "table.gzip-broken",
    /damaged/,
    {},
    "events.csv.gz",
  ],
  [
    "a gzip file holds no text",
    gzipSync(Buffer.alloc(99)),
    "table.gzip-broken",
    /no CSV text/,
    {},
    "events.csv.gz",
  ],
  ["a .gz is no gzip file", good, "table.not-gzip", /no gzip/, {}, "events.csv.gz"],
  ["a .parquet is no Parquet file", good, "table.not-parquet", /no Parquet file/, {}, "events.parquet"],
  [
    "a Parquet file is cut short",
    "PAR1 and then nothing",
    "table.not-parquet",
    /cut short/,
    {},
    "events.parquet",
  ],
  [
    "a Parquet file is damaged inside",
    "PAR1 something else here PAR1",
    "table.not-parquet",
    /cannot be read/,
    {},
    "events.parquet",
  ],
  ["a .duckdb is no database", good, "table.not-duckdb", /no DuckDB database/, {}, "events.duckdb"],
  [
    "a database is damaged",
    "12345678DUCK, it says",
    "table.not-duckdb",
    /events.duckdb: the DuckDB database cannot be opened/,
    {},
    "events.duckdb",
  ],
  ["it is a zip", "PK\x03\x04rest", "table.is-a-zip", /unpack it/],
  [
    "no column is a user",
    "who,day\n1,2020-01-01\n",
    "table.no-user-column",
    /it has who, day; name them with --user COLUMN and --time COLUMN .*or give a mapping/,
  ],
  [
    "the user's column is misspelt in the table",
    "uzer_id,day\n1,2020-01-01\n",
    "table.no-user-column",
    /did you mean "uzer_id" \(--user uzer_id\)\?/,
  ],
  ["no column is a time", "user_id,x\n1,2\n", "table.no-time-column", /time, day or period/],
  [
    "two columns may be the user",
    "user_id,uid,day\n1,2,3\n",
    "table.ambiguous-columns",
    /user column may be user_id or uid/,
  ],
  [
    "two columns may be the time",
    "user_id,start_date,end_date\n1,2,3\n",
    "table.ambiguous-columns",
    /start_date or end_date/,
  ],
  [
    "the mapping names no column",
    good,
    "table.column-missing",
    /"user-id" \(user; did you mean "user_id"\?\), "dya" \(day.column; did you mean "day"\?\), which the table does not have; it has user_id, day, x/,
    mapped({ user: "user-id", day: { column: "dya" } }),
  ],
  [
    "the mapping gives a column two parts",
    good,
    "table.column-in-two-parts",
    /"user_id" two parts/,
    mapped({ user: "user_id", item: "user_id", day }),
  ],
  [
    "the mapping has a key that is none",
    good,
    "table.mapping-invalid",
    /usr: is no key here; did you mean "user"/,
    mapped({ usr: "user_id", user: "user_id", day }),
  ],
  [
    "the mapping has no user and no time",
    good,
    "table.mapping-invalid",
    /user: is missing/,
    mapped({ item: "x" }),
  ],
  [
    "the mapping has no time",
    good,
    "table.mapping-invalid",
    /name a time, a day or a period column/,
    mapped({ user: "user_id" }),
  ],
  [
    "the mapping has a period and a day",
    good,
    "table.mapping-invalid",
    /a table has periods or days/,
    mapped({ user: "user_id", day, period: { column: "x", step: "number" } }),
  ],
  [
    "the mapping has an unknown unit",
    good,
    "table.mapping-invalid",
    /did you mean "seconds"/,
    mapped({ user: "user_id", time: { column: "x", unit: "second" } }),
  ],
  [
    "a time that is the day itself stands beside a day and has a zone",
    good,
    "table.mapping-invalid",
    /2 faults\n {2}day: stands beside a time of unit "date".*\n {2}time: has zone/,
    mapped({ user: "user_id", day, time: { column: "x", unit: "date", zone: "UTC" } }),
  ],
  ...[
    ["seconds", "milliseconds", "1600000000", /2020-09-13 .*2020-09-13: give --unit seconds/],
    ["milliseconds", "seconds", "1600000000000", /the year 52671 .*give --unit milliseconds/],
    ["milliseconds", "microseconds", "1600000000000", /1970-01-19 .*give --unit milliseconds/],
    ["microseconds", "iso", "1600000000000000", /stated as iso.*give --unit microseconds/],
    ["plain days", "seconds", "20200913", /between 2020-09-13 and 2020-09-13: give --unit date/],
    ["days", "seconds", "18500", /in days since 1970 they lie between 2020-08-26 .*not read here/],
    ["nanoseconds", "microseconds", "1600000000000000000", /in nanoseconds .*not read here/],
    ["nothing", "milliseconds", "8600000000000", /2242-.*no unit since 1970 makes days of 1985 to 2199/],
    ["dates", "seconds", "2020-09-13T12:00:00", /holds no number; leave --unit out, or give --unit iso/],
  ].map(
    ([unit, stated, value, told]): Case => [
      `${unit} are stated as ${stated}: ${value}`,
      `user_id,ts\n1,${value}\n2,${value}\n`,
      "table.implausible-unit",
      told as RegExp,
      mapped({ user: "user_id", time: { column: "ts", unit: stated } }),
    ],
  ),
  [
    "a day column holds seconds",
    "user_id,day\n1,1600000000\n",
    "table.no-readable-day",
    /found "1600000000".*in seconds since 1970 they lie between 2020-09-13 and 2020-09-13: give the column as --time with --unit seconds/,
    mapped({ user: "user_id", day }),
  ],
  [
    "a day column holds days of a spreadsheet",
    "user_id,day\n1,43831\n",
    "table.no-readable-day",
    /in spreadsheet days since 1899-12-30 they lie between 2020-01-01/,
    mapped({ user: "user_id", day }),
  ],
  [
    "a stray day lies after 2199",
    `${good}3,9999-12-31,1\n`,
    "table.implausible-days",
    /row 3, column "day": "9999-12-31" is a day after 2199.*--to DAY/,
  ],
  [
    "ids are in scientific notation",
    "user_id,day\n9.007199e+15,2020-01-01\n9.007199e+15,2020-01-02\n",
    "table.id-not-exact",
    /row 1, column "user_id": 9.007199e\+15 is in scientific notation/,
  ],
  [
    "the time zone is not known",
    "user_id,ts\n1,1600000000\n",
    "table.unknown-time-zone",
    /"Europe\/Pari" is not known.*did you mean "Europe\/Paris"/,
    mapped({ user: "user_id", time: { column: "ts", zone: "Europe/Pari" } }),
  ],
  [
    "the unit of time cannot be told",
    "user_id,ts\n1,1600000000\n1,1600000000000\n",
    "table.time-unit",
    /from 1600000000 to 1600000000000/,
  ],
  ["every day is blank", "user_id,day\n1,\n2,\n", "table.no-readable-day", /"day" is blank in every row/],
  [
    "a day column is not a day",
    "user_id,day\n1,\n2,Monday\n2,Tuesday\n",
    "table.no-readable-day",
    /row 2, column "day": found "Monday", expected a day/,
  ],
  [
    "a time column is not a time",
    "user_id,time\n1,noon\n",
    "table.no-readable-day",
    /row 1, column "time": found "noon"/,
  ],
  [
    "a period is no number",
    "user_id,week\n1,first\n",
    "table.no-readable-day",
    /found "first", expected a whole number/,
  ],
  [
    "a week is a date",
    "user_id,week\n1,2026-02-23\n",
    "table.no-readable-day",
    /for dated weeks give a mapping with "period": \{ "column": "week", "step": "week" \}/,
  ],
  [
    "a day is read day first only",
    "user_id,day\n1,4/5/2016\n1,13/5/2016\n",
    "table.day-order",
    /row 2, column "day": "13\/5\/2016".*dayFirst/,
  ],
  ["no row has a user", "user_id,day\n,2020-01-01\n", "table.no-user", /no row has a user/],
  [
    "days reach too far",
    "user_id,day\n1,0001-01-01\n1,2020-01-01\n",
    "table.too-many-steps",
    /from day 0001-01-01 to 2020-01-01/,
  ],
  [
    "two rows are of one user and period",
    "user_id,week\n1,1\n1,1\n",
    "table.user-day-twice",
    /user 1 .* period 1 \(rows 1 and 2\)/,
  ],
  ["nothing is in the range", good, "table.nothing-in-range", /widen the range/, { from: "2021-01-01" }],
  [
    "the first rows are one cut user",
    "user_id,day\n1,2020-01-01\n1,2020-01-02\n",
    "table.only-cut-user",
    /only user 1/,
    { rows: 1 },
  ],
];

describe("table refuses whole and clearly", () => {
  it.each(cases.map((fault) => ({ name: fault[0], fault })))("$name", async ({ fault }) => {
    const [, content, code, message, input, file] = fault;
    const work = openText(content, input, file);
    await expect(work).rejects.toMatchObject({ name: "SourceError", code });
    await expect(work).rejects.toThrow(message);
    await expect(work).rejects.toSatisfy((error: Error) => !error.message.includes(tmpdir()));
  });

  it("but takes what is stated and may be so: seconds since an experiment began, stray days with an end given", async () => {
    const text = `user_id,ts\n${Array.from({ length: 50 }, (_, row) => `${row % 5},${row * 7777}`).join("\n")}\n`;
    const since = await openText(text, mapped({ user: "user_id", time: { column: "ts", unit: "seconds" } }));
    expect(since.panel.calendar.days).toBe(5);
    const { checks } = await openText(`${good}3,9999-12-31,1\n`, { to: "2020-12-31" });
    expect(checks.outside_range).toBe(1);
  });

  it("a file that is not there, a folder, and words that make no sense", () =>
    withTemporaryFolder("bad-", async (folder) => {
      await mkdir(join(folder, "a.csv"));
      await expect(openTable(join(folder, "b.csv"))).rejects.toMatchObject({ code: "table.not-found" });
      await expect(openTable(join(folder, "a.csv"))).rejects.toMatchObject({ code: "table.is-a-folder" });
      for (const rows of [0, -1, 1.5, Number.NaN])
        await expect(openText(good, { rows })).rejects.toMatchObject({
          name: "UsageError",
          code: "table.bad-rows",
        });
      for (const range of [{ from: "soon" }, { to: "2020-02-30" }, { from: "2020-01-02", to: "2020-01-01" }])
        await expect(openText(good, range)).rejects.toMatchObject({
          name: "UsageError",
          code: "source.bad-day",
        });
      await withEngine(async (engine) => {
        const context = { progress: { stage() {}, advance() {}, finish() {} } };
        await expect(table.open(engine, {}, context)).rejects.toMatchObject({ code: "table.no-file" });
      });
    }));

  it("columns of a type that cannot play their part, and a database without a table", () =>
    withTemporaryFolder("bad-", async (folder) => {
      const path = join(folder, "a.parquet");
      const write = (columns: string) =>
        withEngine((engine) =>
          engine.run(`COPY (SELECT ${columns}) TO ${quoteLiteral(path)} (FORMAT parquet)`),
        );
      for (const [columns, code] of [
        ["[1] AS user_id, DATE '2020-01-01' AS day", "table.column-type"],
        ["1 AS user_id, TRUE AS day", "table.column-type"],
        ["1 AS user_id, DATE '2020-01-01' AS week", "table.column-type"],
        ["1 AS user_id, 1600000000 AS ts, 120 AS utc_offset", "table.offset-unit"],
      ] as const) {
        await write(columns);
        await expect(openTable(path)).rejects.toMatchObject({ code });
      }
      const database = join(folder, "a.duckdb");
      await withEngine((engine) => engine.run(`ATTACH ${quoteLiteral(database)} AS made; DETACH made`));
      await expect(openTable(database)).rejects.toMatchObject({ code: "table.no-table" });
    }));
});

describe("an abort", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    "Unpacking events.csv.gz",
    "Reading events.csv.gz",
    "Comparing rows of events.csv.gz",
    "Cleaning events",
  ])("during %s leaves no temporary file", (stage) =>
    withTemporaryFolder("abort-", async (place) => {
      vi.stubEnv("TMPDIR", place);
      const leftovers = async () =>
        (await readdir(tmpdir())).filter((name) => name.startsWith("counterday-table-"));
      const before = await leftovers();
      const path = join(place, "events.csv.gz");
      await writeFile(path, gzipSync(long));
      const stop = new AbortController();
      const progress: Progress = {
        stage: (name) => void (name === stage && stop.abort()),
        advance() {},
        finish() {},
      };
      const context = { progress, signal: stop.signal };
      const engine = await openEngine({ temporaryFolder: place, context });
      await expect(table.open(engine, { table: path }, context)).rejects.toMatchObject({
        code: "interrupted",
      });
      await engine.close();
      expect(await readdir(place)).toEqual(["events.csv.gz"]);
      expect((await leftovers()).filter((name) => !before.includes(name))).toEqual([]);
    }),
  );
});
