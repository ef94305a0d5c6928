import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { silentProgress } from "../../src/progress.js";
import { counterday } from "./counterday.js";

let folder: string;
const inFolder = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-bad-tables-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the panel command on a table of this text, with a mapping as JSON and other flags. */
async function panelOf(name: string, text: string, mapping?: object, ...flags: string[]) {
  await writeFile(inFolder(`${name}.csv`), text);
  return run(name, `${name}.csv`, mapping, ...flags);
}

async function run(name: string, file: string, mapping?: object, ...flags: string[]) {
  const json = inFolder(`${name}.json`);
  if (mapping !== undefined) await writeFile(json, JSON.stringify(mapping));
  const mapped = mapping === undefined ? [] : ["--mapping", json];
  const table = inFolder(file);
  const args = ["panel", "table", "--table", table, ...mapped, "--out", inFolder(name), ...flags];
  const { code, stdout, stderr } = await counterday(args, { cwd: folder });
  return { code, stdout, stderr: stderr.replaceAll(/\s+/g, " ") };
}

const days = (rows: number) =>
  Array.from(
    { length: rows },
    (_, row) => `${row % 5},2020-03-${String(1 + (row % 28)).padStart(2, "0")},${row}`,
  );
const table = (...lines: string[]) => `user_id,date,minutes\n${lines.join("\n")}\n`;

describe("counterday panel table, of a bad table", () => {
  const refused: readonly (readonly [
    name: string,
    text: string,
    mapping: object | undefined,
    told: RegExp,
  ])[] = [
    [
      "wrong-types",
      table("1,true,3", "2,false,4"),
      { user: "user_id", day: { column: "date" } },
      /table\.no-readable-day.*row 1, column "date": found "true", expected a day or a time; no row has one/,
    ],
    [
      "no-day",
      table("1,Monday,3", "2,Tuesday,4"),
      undefined,
      /table\.no-readable-day.*row 1, column "date": found "Monday", expected a day or a time/,
    ],
    [
      "day-order",
      table("1,4/12/2016,3", "1,13/4/2016,4"),
      undefined,
      /table\.day-order.*row 2, column "date": "13\/4\/2016" is a day only when the day is read before the month/,
    ],
    [
      "twice",
      table("1,2020-03-01,3", "2,2020-03-01,5", "1,2020-03-01,4"),
      { user: "user_id", day: { column: "date" }, duplicateUserDay: "refuse" },
      /table\.user-day-twice.*user 1 has more than one row on day 2020-03-01 \(rows 1 and 3\); expected one row a user and day/,
    ],
    [
      "twice-in-a-period",
      "user_id,week,orders\n1,7,2\n2,7,1\n2,7,3\n",
      undefined,
      /table\.user-day-twice.*user 2 has more than one row on period 7 \(rows 2 and 3\)/,
    ],
    [
      "zone",
      "user_id,ts\n1,1600000000\n2,1600000300\n",
      { user: "user_id", time: { column: "ts", zone: "Europe/Pariss" } },
      /table\.unknown-time-zone.*Europe\/Pariss.*did you mean "Europe\/Paris"/,
    ],
    [
      "no-column",
      table("1,2020-03-01,3"),
      { user: "userid", day: { column: "dat" }, attributes: ["minuts"] },
      /table\.column-missing.*"userid" \(user; did you mean "user_id"\?\), "dat" \(day\.column; did you mean "date"\?\), "minuts" \(attributes\[0\]; did you mean "minutes"\?\)/,
    ],
    [
      "weekdays-of-weeks",
      table(...days(40)),
      { user: "user_id", day: { column: "date" }, step: "week" },
      /panel\.step.*the steps of this log are weeks.*calendar\.day_of_week is dayOfWeek\(\); calendar\.month is month\(\)/,
    ],
  ];

  it.each(refused)(
    "%s: exit 2, what is wrong and where, nothing written",
    async (name, text, mapping, told) => {
      const flags: string[] = [];
      if (name === "weekdays-of-weeks") {
        const definition = inFolder("weekly-definition.json");
        await writeFile(definition, JSON.stringify(weekly));
        flags.push("--definition", definition);
      }
      const { code, stdout, stderr } = await panelOf(name, text, mapping, ...flags);
      expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(told);
      expect(existsSync(inFolder(name))).toBe(false);
    },
  );

  it("ids above 2^53 that a table stores as doubles are refused, whole numbers of that size are kept apart", async () => {
    const engine = await openEngine({ context: { progress: silentProgress } });
    try {
      const rows = (type: string) =>
        `SELECT CAST(9007199254740992 + range AS ${type}) AS user_id, DATE '2020-03-01' AS date FROM range(3)`;
      for (const type of ["DOUBLE", "BIGINT"])
        await engine.run(`COPY (${rows(type)}) TO '${inFolder(`${type}.parquet`)}' (FORMAT parquet)`);
    } finally {
      await engine.close();
    }
    const doubles = await run("doubles", "DOUBLE.parquet");
    expect(doubles.code, doubles.stderr).toBe(2);
    expect(doubles.stderr).toMatch(
      /table\.id-not-exact.*row 1, column "user_id": 9007199254740992\.0 is stored as DOUBLE, which cannot hold such an id exactly/,
    );
    expect(existsSync(inFolder("doubles"))).toBe(false);
    const whole = await run("whole", "BIGINT.parquet", undefined, "--json");
    expect(whole.code, whole.stderr).toBe(0);
    expect(JSON.parse(whole.stdout).rows.users).toBe(3);
  });

  it("negative durations are kept, and the audit counts them", async () => {
    const mapping = { user: "user_id", day: { column: "date" }, durations: ["minutes"] };
    const { code, stderr } = await panelOf("negative", table("1,2020-03-01,-3", "1,2020-03-02,4"), mapping);
    expect(code, stderr).toBe(0);
    const audit = JSON.parse(await readFile(inFolder("negative", "audit.json"), "utf8"));
    expect(audit.rows).toContainEqual({
      table: "negative.csv",
      check: "negative_durations",
      rows: 1,
      share: 0.5,
      action: "kept",
      sentence: "Rows with a negative length of time.",
    });
  });

  it("a limit of memory that is too small is told, leaves nothing, and the same command works with more", async () => {
    const text = `user_id,date,minutes\n${days(200_000).join("\n")}\n`;
    const small = await panelOf("small", text, undefined, "--memory", "2MB", "--threads", "1");
    expect(small.code, small.stderr).toBe(1);
    expect(small.stderr).toMatch(/engine\.out-of-memory.*--memory/);
    expect(existsSync(inFolder("small"))).toBe(false);
    const enough = await panelOf("small", text, undefined, "--memory", "500MB", "--threads", "1");
    expect(enough.code, enough.stderr).toBe(0);
  });

  it("weeks and numbered periods are named as such in every file", async () => {
    const mapping = { user: "user_id", day: { column: "date" }, step: "week" };
    const weeks = await panelOf("weeks", table(...days(60)), mapping, "--json");
    expect(weeks.code, weeks.stderr).toBe(0);
    expect(JSON.parse(weeks.stdout).log).toMatchObject({ step: "week", firstDay: "2020-02-24" });
    const columns = await readFile(inFolder("weeks", "columns.csv"), "utf8");
    expect(columns).toContain("weeks -3 to -1");
    expect(columns).not.toMatch(/\b(days?|yesterday)\b/);
    const summary = JSON.parse(await readFile(inFolder("weeks", "summary.json"), "utf8"));
    const monday = ["2020-02-24", "2020-03-02", "2020-03-09", "2020-03-16", "2020-03-23"];
    expect(summary.daily_panel_summary.map(({ event_date }: { event_date: string }) => event_date)).toEqual(
      monday,
    );
    const engine = await openEngine({ context: { progress: silentProgress } });
    try {
      const found = await engine.objects(
        `SELECT DISTINCT CAST(event_date AS VARCHAR) AS day FROM '${inFolder("weeks", "panel.parquet")}' ORDER BY day`,
      );
      expect(found.map(({ day }) => day)).toEqual(monday);
    } finally {
      await engine.close();
    }
  });
});

const weekly = {
  unit: "user_id",
  day: "event_date",
  entry: "logStart",
  gapDays: "notAtRisk",
  available: "active_day",
  measures: { events: { kind: "count", unit: "events" }, active_day: { kind: "active", unit: "days" } },
  history: {},
  future: {},
  baseline: {},
  calendar: { day_of_week: { kind: "dayOfWeek" }, month: { kind: "month" } },
  treatments: {},
};
