import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { hashFile } from "../../src/files/hash-file.js";
import { auditSchema } from "../../src/panel/export/audit-schema.js";
import { panelManifestSchema } from "../../src/panel/export/panel-manifest-schema.js";
import { summarySchema } from "../../src/panel/summary/summary-schema.js";
import { silentProgress } from "../../src/progress.js";
import { eventsCsv } from "../report/inspect-fixture.js";
import { counterday, type Ended, ended, startCounterday } from "./counterday.js";

let folder: string;
let archive: string;
let table: string;
let made: Ended;

const inFolder = (...names: string[]) => join(folder, ...names);
const json = async (...names: string[]) => JSON.parse(await readFile(inFolder(...names), "utf8"));
const ofKuairec = (out: string, ...flags: string[]) =>
  counterday(["panel", "kuairec", "--archive", archive, "--out", inFolder(out), ...flags], { cwd: folder });
const ofTable = (out: string, ...flags: string[]) =>
  counterday(["panel", "table", "--table", table, "--out", inFolder(out), ...flags], { cwd: folder });

const written = (events: string) =>
  [
    events,
    "panel.parquet",
    "columns.csv",
    "audit.json",
    "summary.json",
    "readiness.csv",
    "manifest.json",
  ].sort();

async function rowsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const engine = await openEngine({
    threads: 1,
    memoryLimit: "500MB",
    context: { progress: silentProgress },
  });
  try {
    const [row] = await engine.objects(`SELECT CAST(count(*) AS DOUBLE) AS n FROM '${file}'`);
    const [first] = await engine.objects(`SELECT * FROM '${file}' LIMIT 1`);
    return { n: row?.n, columns: Object.keys(first ?? {}) };
  } finally {
    await engine.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  archive = inFolder("simulated", "18164998.zip");
  table = inFolder("events.csv");
  await writeFile(table, eventsCsv(20, 15));
  const size = ["--users", "40", "--days", "20", "--seed", "5"];
  const simulated = await counterday(["simulate", ...size, "--out", inFolder("simulated")]);
  expect(simulated.code, simulated.stderr).toBe(0);
  made = await ofKuairec("whole", "--json", "--threads", "1");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("counterday panel kuairec", () => {
  it("writes exactly its files, each held to its schema and hash", async () => {
    expect(made.code, made.stderr).toBe(0);
    expect((await readdir(inFolder("whole"))).sort()).toEqual(written("interactions.parquet"));
    const summary = summarySchema.parse(await json("whole", "summary.json"));
    const manifest = panelManifestSchema.parse(await json("whole", "manifest.json"));
    auditSchema.parse(await json("whole", "audit.json"));
    expect(Object.keys(manifest.files).sort()).toEqual(
      written("interactions.parquet").filter((name) => name !== "manifest.json"),
    );
    for (const [name, { bytes, sha256 }] of Object.entries(manifest.files))
      expect(await hashFile(inFolder("whole", name)), name).toEqual({ bytes, sha256 });
    for (const name of ["coverage_summary", "item_daily_summary", "metadata_diagnostics", "readiness_checks"])
      expect(summary).toHaveProperty(name);
    const panel = await rowsOf(inFolder("whole", "panel.parquet"));
    expect(panel.n).toBe(manifest.rows.userDays);
    expect((panel.columns as string[]).slice(0, 3)).toEqual(["user_id", "event_date", "interactions"]);
    expect((panel.columns as string[]).length).toBe(manifest.rows.columns + 2);
    const events = await rowsOf(inFolder("whole", "interactions.parquet"));
    expect(events.n).toBe(manifest.rows.events);
    const columns = (await readFile(inFolder("whole", "columns.csv"), "utf8")).trim().split("\r\n");
    expect(columns).toHaveLength(1 + 2 + manifest.rows.columns);
    expect(columns.slice(1, 3).map((line) => line.split(",").slice(0, 2))).toEqual([
      ["user_id", "key"],
      ["event_date", "key"],
    ]);
    const readiness = (await readFile(inFolder("whole", "readiness.csv"), "utf8")).trim().split("\r\n");
    expect(readiness[0]).toBe("check,value,threshold,passes");
    expect(readiness).toHaveLength(1 + summary.readiness_checks.length);
    expect(JSON.stringify(manifest)).not.toContain(folder);
    expect(manifest.command).toBe("counterday panel kuairec --archive 18164998.zip --out whole");
  });

  it("prints what it made as JSON", async () => {
    const printed = JSON.parse(made.stdout);
    expect(printed).toMatchObject({
      source: "kuairec",
      origin: "simulated",
      fromCache: false,
      log: { step: "day", firstDay: "2020-07-05", days: 20 },
      rows: { users: 40, userDays: 800 },
      cutUsers: [],
      columnsAsText: [],
    });
    expect(printed.treatments.map(({ name }: { name: string }) => name)).toContain(
      "treatment_high_intensity",
    );
    expect(printed.readiness.length).toBeGreaterThan(5);
    expect(Object.keys(printed.files).sort()).toEqual(written("interactions.parquet"));
    for (const file of Object.values(printed.files)) expect(existsSync(String(file))).toBe(true);
  });

  it("writes the same bytes with two threads and less memory, but for the folder's name", async () => {
    const { code, stderr } = await ofKuairec("two", "--threads", "2", "--memory", "600MB");
    expect(code, stderr).toBe(0);
    const files = async (out: string) => (await json(out, "manifest.json")).files;
    expect(await files("two")).toEqual(await files("whole"));
  });

  it("finds the same panel again without reading the log, and makes it anew when told or when a file is not as it was", async () => {
    const before = await stat(inFolder("whole", "panel.parquet"));
    const again = await ofKuairec("whole", "--json");
    expect(JSON.parse(again.stdout)).toEqual({ ...JSON.parse(made.stdout), fromCache: true });
    expect(again.stderr).not.toContain("Unzipping");
    expect((await stat(inFolder("whole", "panel.parquet"))).ino).toBe(before.ino);
    const text = await ofKuairec("whole", "--format", "text");
    expect(text.stdout).toContain("Found again");

    const anew = await ofKuairec("whole", "--json", "--no-cache");
    expect(JSON.parse(anew.stdout).fromCache).toBe(false);
    await writeFile(inFolder("whole", "readiness.csv"), "spoilt");
    expect(JSON.parse((await ofKuairec("whole", "--json")).stdout).fromCache).toBe(false);
    const other = await ofKuairec("whole", "--json", "--rows", "3000", "--keep-cut-user");
    expect(JSON.parse(other.stdout).fromCache).toBe(false);
    await ofKuairec("whole", "--json");
  });

  it("says what became of the user whom the row limit cut short", async () => {
    const of = async (out: string, ...flags: string[]) =>
      JSON.parse((await ofKuairec(out, "--rows", "3000", "--json", ...flags)).stdout);
    const [dropped, kept] = [await of("dropped"), await of("kept", "--keep-cut-user")];
    expect(kept.rows.users).toBe(dropped.rows.users + 1);
    expect(dropped.cutUsers).toHaveLength(1);
    expect(kept.cutUsers).toHaveLength(1);
    expect(kept.rows.events).toBe(3000);
  });

  it("prints a short summary for a person and writes the page when asked", async () => {
    const { code, stdout, stderr } = await ofKuairec("page", "--report", "--format", "text");
    expect(code, stderr).toBe(0);
    for (const words of ["40 users", "800 user-days", "treatment_high_intensity", "checks pass", "Written: "])
      expect(stdout).toContain(words);
    expect(stdout).not.toContain("\u001b[");
    expect((await readdir(inFolder("page"))).sort()).toEqual(
      [...written("interactions.parquet"), "inspect.html"].sort(),
    );
    expect(await readFile(inFolder("page", "inspect.html"), "utf8")).toContain("association, not an effect");
  });

  it("takes a definition of one's own, and the one in a manifest", async () => {
    const own = inFolder("own.ts");
    await writeFile(
      own,
      `import { active, atLeast, count, definePanel, lag, onDay } from "counterday";
export default definePanel({
  unit: "user_id", day: "event_date", available: "active_day",
  measures: { views: count("views"), active_day: active() },
  history: { lag_1: lag(1, "views") },
  future: { next_day_views: onDay("views", { days: 1 }) },
  treatments: { treatment_busy: atLeast("views", 10, { among: "active_day" }) },
});`,
    );
    const first = await ofKuairec("own", "--definition", own, "--json");
    expect(first.code, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout).treatments).toMatchObject([{ name: "treatment_busy", threshold: 10 }]);
    const second = await ofKuairec("replayed", "--definition", inFolder("own", "manifest.json"), "--json");
    expect(second.code, second.stderr).toBe(0);
    expect(JSON.parse(second.stdout).panelHash).toBe(JSON.parse(first.stdout).panelHash);
  });
});

describe("counterday panel table", () => {
  it("writes events.parquet and the rest, by chosen names or by flags", async () => {
    const { code, stdout, stderr } = await ofTable("table", "--json");
    expect(code, stderr).toBe(0);
    expect((await readdir(inFolder("table"))).sort()).toEqual(written("events.parquet"));
    expect(JSON.parse(stdout)).toMatchObject({ source: "table", rows: { users: 20, userDays: 300 } });
    summarySchema.parse(await json("table", "summary.json"));
    const named = await ofTable("named", "--user", "user_id", "--time", "date", "--unit", "date", "--json");
    expect(named.code, named.stderr).toBe(0);
    expect(JSON.parse(named.stdout).rows).toEqual(JSON.parse(stdout).rows);
    expect((await json("named", "manifest.json")).options.mapping).toEqual({
      user: "user_id",
      day: { column: "date" },
    });
  });

  it("reads the days asked for", async () => {
    const { code, stdout, stderr } = await ofTable(
      "part",
      "--from",
      "2020-01-03",
      "--to",
      "2020-01-09",
      "--json",
    );
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).log).toMatchObject({ firstDay: "2020-01-03", lastDay: "2020-01-09", days: 7 });
  });

  it("takes a mapping as JSON", async () => {
    await writeFile(inFolder("mapping.json"), JSON.stringify({ user: "user_id", day: { column: "date" } }));
    const { code, stderr } = await ofTable("mapped", "--mapping", inFolder("mapping.json"));
    expect(code, stderr).toBe(0);
  });
});

describe("words and files that are wrong", () => {
  const panel = (...args: string[]) => ["panel", ...args];
  const faults: readonly [string, (out: string) => readonly string[], RegExp][] = [
    [
      "an unknown source",
      (out) => panel("kuairek", "--archive", archive, "--out", out),
      /unknown-source.*Did you mean kuairec\?/,
    ],
    [
      "an archive and a table",
      (out) => panel("table", "--archive", "a", "--table", "b", "--out", out),
      /cannot be used with/,
    ],
    ["no log", (out) => panel("kuairec", "--out", out), /cli\.no-log.*--archive FILE/],
    [
      "a table for kuairec",
      (out) => panel("kuairec", "--table", table, "--out", out),
      /cli\.wrong-place.*found --table/,
    ],
    ["an archive for table", (out) => panel("table", "--archive", archive, "--out", out), /cli\.wrong-place/],
    [
      "a file that is not there",
      (out) => panel("table", "--table", "none.csv", "--out", out),
      /cli\.no-such-file.*none\.csv/,
    ],
    [
      "days in the wrong order",
      (out) => panel("table", "--table", table, "--from", "2020-02-01", "--to", "2020-01-01", "--out", out),
      /source\.bad-day.*lies after/,
    ],
    [
      "a day that is none",
      (out) => panel("table", "--table", table, "--from", "2020-02-31", "--out", out),
      /source\.bad-day/,
    ],
    ["bad memory", (out) => panel("table", "--table", table, "--memory", "2", "--out", out), /512MB or 2GB/],
    [
      "an unknown column",
      (out) => panel("table", "--table", table, "--user", "user_ide", "--day", "date", "--out", out),
      /table\.column-missing.*did you mean "user_id"/,
    ],
    [
      "half a mapping",
      (out) => panel("table", "--table", table, "--time", "date", "--out", out),
      /cli\.mapping-incomplete/,
    ],
    [
      "an unknown time zone",
      (out) =>
        panel(
          "table",
          "--table",
          table,
          "--user",
          "user_id",
          "--time",
          "date",
          "--zone",
          "Mars/Base",
          "--unit",
          "iso",
          "--out",
          out,
        ),
      /time-zone/,
    ],
    [
      "a mapping for kuairec",
      (out) => panel("kuairec", "--archive", archive, "--user", "x", "--out", out),
      /cli\.flag-without-effect.*--user/,
    ],
    [
      "a matrix for a table",
      (out) => panel("table", "--table", table, "--matrix", "big", "--out", out),
      /cli\.flag-without-effect/,
    ],
    [
      "a cut user without a limit",
      (out) => panel("table", "--table", table, "--keep-cut-user", "--out", out),
      /--keep-cut-user/,
    ],
    [
      "a definition that is none",
      (out) => panel("table", "--table", table, "--definition", "none.ts", "--out", out),
      /unreadable-definition/,
    ],
    ["a table that is no archive", (out) => panel("kuairec", "--archive", table, "--out", out), /zip/],
  ];

  it.each(faults)("%s: exit 2, nothing on stdout, nothing written", async (_, args, message) => {
    const out = inFolder("refused", "out");
    const { code, stdout, stderr } = await counterday(args(out));
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
    expect(stderr.replaceAll("\n", " ")).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(inFolder("refused"))).toBe(false);
  });

  it("faults of a definition are named all at once", async () => {
    await writeFile(inFolder("bad.json"), JSON.stringify({ unit: "user_id", mesures: {} }));
    const { code, stderr } = await ofTable("bad", "--definition", inFolder("bad.json"));
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(/faults\n/);
    expect(stderr).toContain("mesures");
    expect(existsSync(inFolder("bad"))).toBe(false);
  });

  it("a folder of somebody else is left alone", async () => {
    await mkdir(inFolder("photos"));
    await writeFile(inFolder("photos", "cat.jpg"), "");
    const { code, stderr } = await ofTable("photos");
    expect(code).toBe(2);
    expect(stderr).toContain("files.not-ours");
    expect(await readdir(inFolder("photos"))).toEqual(["cat.jpg"]);
    await ofTable("mixed");
    await writeFile(inFolder("mixed", "notes.txt"), "mine");
    const second = await ofTable("mixed", "--no-cache");
    expect(second.code).toBe(2);
    expect(second.stderr).toContain("notes.txt");
  });

  it("a failure leaves the panel that stood there as it was", async () => {
    await ofTable("standing", "--json");
    const before = await readFile(inFolder("standing", "manifest.json"), "utf8");
    const { code } = await ofTable("standing", "--from", "2031-01-01");
    expect(code).toBe(2);
    expect(await readFile(inFolder("standing", "manifest.json"), "utf8")).toBe(before);
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([".counterday"]);
  });
});

describe("Ctrl-C", () => {
  it("leaves nothing and exits 130", async () => {
    const temporary = inFolder("stopped");
    await mkdir(temporary);
    const big = inFolder("big");
    await counterday(["simulate", "--users", "600", "--days", "63", "--out", big]);
    const out = inFolder("interrupted", "out");
    const args = ["panel", "kuairec", "--archive", join(big, "18164998.zip"), "--out", out];
    const child = startCounterday(args, { temporary, cwd: folder });
    let notes = "";
    let told = false;
    child.stderr?.on("data", (text) => {
      notes += text;
      // Once: the second signal ends the process at once, as it should.
      if (!told && /Reading/.test(notes)) told = child.kill("SIGINT");
    });
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stdout }, stderr).toEqual({ code: 130, stdout: "" });
    expect(stderr).toContain("[interrupted]");
    expect(existsSync(inFolder("interrupted"))).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });
});
