import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openZip } from "../../src/files/open-zip.js";
import { active, atLeast, count, definePanel, lag, priorSum, sumOverNext } from "../../src/index.js";
import { manifestSchema } from "../../src/study/schemas/manifest-schema.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { counterday } from "./counterday.js";

let folder: string;
const inFolder = (...names: string[]) => join(folder, ...names);
const json = async (...names: string[]) => JSON.parse(await readFile(inFolder(...names), "utf8"));

const question = {
  question: "Does a busy day change how much people watch?",
  panel: definePanel({
    unit: "user_id",
    day: "event_date",
    available: "active_day",
    measures: { interactions: count("interactions"), active_day: active() },
    history: {
      lag_1: lag(1, "interactions", "active_day"),
      prior_3day: priorSum(3, "interactions", "active_day"),
    },
    future: { future_3day_interactions: sumOverNext("interactions", { days: 3 }) },
  }),
  treatment: { rule: atLeast("interactions", 16, { among: "active_day" }), actor: "mixed" },
  outcome: "future_3day_interactions",
  adjustFor: {
    history: ["lag_1_interactions", "prior_3day_interactions"],
    baseline: [],
    calendar: [],
    reason: "As an example.",
  },
  primary: "aipw",
  estimators: ["naive", "aipw"],
  inference: { seed: 3 },
};

/** Writes a member of a zip inside a zip. */
async function unzip(zip: string, member: string, to: string): Promise<void> {
  const opened = await openZip(zip);
  try {
    const name = [...opened.members.keys()].find((each) => each.endsWith(member))!;
    await pipeline(Readable.from(opened.read(name)), createWriteStream(to));
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  const size = ["--users", "60", "--days", "20", "--seed", "5"];
  await counterday(["simulate", ...size, "--out", inFolder("log")]);
  await unzip(inFolder("log", "18164998.zip"), "KuaiRec.zip", inFolder("inner.zip"));
  await unzip(inFolder("inner.zip"), "small_matrix.csv", inFolder("watched.csv"));
  await writeFile(inFolder("busy.json"), JSON.stringify(question));
  await writeFile(inFolder("mapping.json"), JSON.stringify({ user: "user_id", day: { column: "date" } }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...flags: string[]) => counterday(["run", "busy.json", "--no-cache", ...flags], { cwd: folder });

describe("a question asked of a table", () => {
  it("has the answer that the archive with the same events gives, and runs again from what it leaves", async () => {
    const [table, archive] = [
      await run("--table", "watched.csv", "--mapping", "mapping.json", "--out", "a"),
      await run("--archive", "log/18164998.zip", "--out", "b"),
    ];
    for (const { code, stderr } of [table, archive]) expect([0, 3], stderr).toContain(code);
    const [ours, theirs]: StudyResult[] = [
      await json("a", "busy", "result.json"),
      await json("b", "busy", "result.json"),
    ];
    expect(ours!.log).toMatchObject({ source: "table", origin: "recorded", table: "watched", users: 60 });
    expect(ours!.estimates).toEqual(theirs!.estimates);
    expect(ours!.balance).toEqual(theirs!.balance);
    expect(ours!.log.events).toBe(theirs!.log.events);

    const manifest = manifestSchema.parse(await json("a", "busy", "manifest.json"));
    expect(manifest.command).toBe("counterday run busy.json --table watched.csv --mapping mapping.json");
    expect(manifest.mapping).toEqual({ file: "mapping.json", columns: await json("mapping.json") });
    expect(await readFile(inFolder("a", "busy", "index.html"), "utf8")).toContain('download="mapping.json"');
    expect(await readFile(inFolder("a", "busy", "index.html"), "utf8")).not.toContain(folder);
  });

  it("is about days: a log of weeks is refused", async () => {
    const weekly = { user: "user_id", day: { column: "date" }, step: "week" };
    await writeFile(inFolder("weekly.json"), JSON.stringify(weekly));
    const { code, stderr } = await run("--table", "watched.csv", "--mapping", "weekly.json", "--out", "d");
    expect(code, stderr).toBe(1);
    expect(stderr).toContain("study.steps");
  });

  it.each([
    [["--table", "watched.csv", "--users", "9"], "cannot be used with"],
    [["--table", "watched.csv", "--matrix", "big"], "--matrix has a meaning only for the source kuairec"],
    [["--user", "user_id"], "--user has a meaning only for the source table"],
    [["--table", "nowhere.csv"], "there is nothing of that name"],
    [["--table", "watched.csv", "--archive", "x.zip"], "cannot be used with"],
  ])("refuses %j before any work", async (flags, words) => {
    const { code, stderr } = await run(...flags, "--out", "e");
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
