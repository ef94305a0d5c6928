import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { silentProgress } from "../../src/progress.js";
import { counterday, ended, startCounterday } from "./counterday.js";

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

/** Mounts a file system of this size, where this machine lets us. */
function mounted(place: string, size: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "none", place], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
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

  it("rows whose day cannot be read are told on stdout, in the JSON and as a readiness check that fails", async () => {
    const rows = days(40).map((row, index) => (index % 8 === 3 ? row.replace(/2020-03-../, "soon") : row));
    const { code, stdout, stderr } = await panelOf("unreadable", table(...rows), undefined, "--json");
    expect(code, stderr).toBe(0);
    const sentence =
      'Rows whose day cannot be read: in no user-day. The first is row 4, where "date" holds "soon".';
    const printed = JSON.parse(stdout);
    expect(printed.rowsLeftOut).toEqual({
      rows: 5,
      share: 0.125,
      reasons: [{ check: "unreadable_dates", rows: 5, share: 0.125, sentence }],
    });
    expect(printed.readiness.at(-1)).toMatchObject({
      value: 0.125,
      threshold: "at most 0.05 (warns above 0.001)",
      passes: false,
      warns: true,
      detail: `5 rows. 5: ${sentence}`,
    });
    const text = await panelOf("unreadable", table(...rows), undefined, "--format", "text");
    expect(text.stdout).toContain("Not in the panel: 5 of the rows read (12.5%).");
    expect(text.stdout.replaceAll(/\s+/g, " ")).toContain(sentence);
    expect(text.stdout.replaceAll(/\s+/g, " ")).toContain("found 0.125, asked for at most 0.05");
    const csv = await readFile(inFolder("unreadable", "readiness.csv"), "utf8");
    expect(csv).toContain("check,value,threshold,passes,warns,detail");
  });

  it("a mapping's faults name its file; the JSON lists them", async () => {
    const fault = async (mapping: object | string, ...flags: string[]) => {
      const file = inFolder("faulty-mapping.json");
      await writeFile(file, typeof mapping === "string" ? mapping : JSON.stringify(mapping));
      await writeFile(inFolder("mapped.csv"), table("1,2020-03-01,3"));
      const args = ["panel", "table", "--table", inFolder("mapped.csv"), "--mapping", file, ...flags];
      const { code, stdout } = await counterday([...args, "--out", inFolder("mapped"), "--json"], {
        cwd: folder,
      });
      expect(code).toBe(2);
      const { error } = JSON.parse(stdout);
      expect(error.message).toContain(file);
      return error;
    };
    expect(await fault({ user: "user_id", tim: { column: "date" } })).toMatchObject({
      code: "table.mapping-invalid",
      issues: [
        { path: "tim", message: 'is no key here; did you mean "time"?' },
        { path: "time", message: "is missing; name a time, a day or a period column" },
      ],
    });
    expect(await fault({ user: "user_id", day: "date" })).toMatchObject({
      issues: [{ path: "day", message: 'expected an object with column, order; found "date"' }],
    });
    expect(await fault({ user: "userid", day: { column: "date" } })).toMatchObject({
      code: "table.column-missing",
      issues: [{ path: "user", message: '"userid" is no column of the table; did you mean "user_id"?' }],
    });
    expect(await fault("{")).toMatchObject({ code: "cli.unreadable-mapping" });
    const args = ["--table", inFolder("mapped.csv"), "--mapping", inFolder("none.json")];
    const absent = await counterday(["panel", "table", ...args, "--out", inFolder("mapped")], {
      cwd: folder,
    });
    expect(absent.stderr).toMatch(
      /cli\.no-such-file\] --mapping .*none\.json: there is nothing of that name/,
    );
  });

  it("a column that one text keeps from being summed, and users whom a limit may cut short, are told", async () => {
    const text =
      "user_id,date,minutes,action\n1,2020-03-01,3,view\n2,2020-03-01,N/A,view\n1,2020-03-02,4,buy\n2,2020-03-02,1,buy\n";
    const json = await panelOf("as-text", text);
    expect(json.code, json.stderr).toBe(0);
    const asText =
      'Read as text and not summed, although the first value is a number: "minutes" (row 2 holds "N/A"). A text that means not known goes into the mapping, "missing": ["N/A"].';
    expect(JSON.parse(json.stdout)).toMatchObject({ columnsAsText: [asText], cutUsers: [] });
    const cut = await panelOf("as-text", text, undefined, "--rows", "3", "--format", "text");
    const stdout = cut.stdout.replaceAll(/\s+/g, " ");
    expect(stdout).toContain(asText);
    expect(stdout).toContain("the row limit may cut every user short");
  });

  it("negative durations are kept and told, and the audit counts them", async () => {
    const mapping = { user: "user_id", day: { column: "date" }, durations: ["minutes"] };
    const text = table("1,2020-03-01,-3", "1,2020-03-02,4");
    const { code, stdout, stderr } = await panelOf("negative", text, mapping, "--format", "text");
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("1 (50.0%): Rows with a negative length of time.");
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
    expect(small.stderr).toContain("Of this run nothing is kept");
    expect(small.stderr).not.toMatch(/SELECT|SET /);
    expect(existsSync(inFolder("small"))).toBe(false);
    const enough = await panelOf("small", text, undefined, "--memory", "500MB", "--threads", "1");
    expect(enough.code, enough.stderr).toBe(0);
  });

  it("a limit on the size of files is told as a full disk and leaves nothing", async () => {
    const file = inFolder("limited.csv");
    await writeFile(file, `user_id,date,minutes\n${days(60_000).join("\n")}\n`);
    const place = inFolder("limited");
    await mkdir(place);
    const args = ["panel", "table", "--table", file, "--out", join(place, "out")];
    const child = startCounterday(args, { cwd: place, temporary: place, fileKiB: 64 });
    const { code, stderr } = await ended(child);
    expect(code, stderr).toBe(1);
    expect(stderr.replaceAll(/\s+/g, " ")).toMatch(
      /Of this run nothing is kept.*engine\.disk-full\].*run again/,
    );
    expect(await readdir(place)).toEqual([]);
  });

  it("a full disk under DIR leaves nothing there; what was kept is taken when there is room", async (test) => {
    const disk = inFolder("disk");
    await mkdir(disk);
    if (!mounted(disk, "64k")) return test.skip("no file system can be mounted here, so none can be filled");
    try {
      const file = inFolder("full.csv");
      await writeFile(file, `user_id,date,minutes\n${days(60_000).join("\n")}\n`);
      const args = ["panel", "table", "--table", file, "--out", join(disk, "out"), "--format", "text"];
      const place = { cwd: folder };
      const full = await counterday(args, place);
      expect(full.code, full.stderr).toBe(1);
      expect(full.stderr.replaceAll(/\s+/g, " ")).toMatch(
        /user-days of this panel are kept in \.counterday\/panels: run the same command again.*engine\.disk-full/,
      );
      expect(await readdir(disk)).toEqual([]);
      expect(full.stderr).toContain("Summing events");
      execFileSync("mount", ["-o", "remount,size=16m", disk]);
      const again = await counterday(args, place);
      expect(again.code, again.stderr).toBe(0);
      expect(again.stderr).not.toContain("Summing events");
    } finally {
      execFileSync("umount", [disk]);
    }
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
      // Events and panel meet on user and step.
      await panelOf("periods", "user_id,week,orders\n1,7,2\n1,9,1\n2,7,3\n", undefined, "--json");
      const joined = (name: string) =>
        engine.objects(
          `SELECT min(CAST(event_date AS VARCHAR)) AS first, CAST(count(*) AS DOUBLE) AS n FROM '${inFolder(name, "events.parquet")}' ` +
            `JOIN '${inFolder(name, "panel.parquet")}' USING (user_id, event_date)`,
        );
      expect(await joined("weeks")).toEqual([{ first: monday[0], n: 60 }]);
      expect(await joined("periods")).toEqual([{ first: "7", n: 3 }]);
      const periods = JSON.parse(await readFile(inFolder("periods", "summary.json"), "utf8"));
      expect(periods.coverage_summary).toContainEqual({ metric: "first_event_date", value: "7" });
      expect(await readFile(inFolder("periods", "columns.csv"), "utf8")).toContain(
        'event_date,key,period,,,,,"The number of the period',
      );
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
