import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashText } from "../../src/files/hash.js";
import { manifestSchema } from "../../src/study/schemas/manifest-schema.js";
import { resultSchema } from "../../src/study/schemas/result-schema.js";
import { counterday, type Ended, ended, root, startCounterday } from "./counterday.js";
import { questionData } from "./question-data.js";

const slug = "high-intensity-future-interactions";
let folder: string;
let archive: string;
/** The run that the others are held against. */
let answered: Ended;

const inFolder = (...names: string[]) => join(folder, ...names);
const text = (...names: string[]) => readFile(inFolder(...names), "utf8");
const run = (out: string, ...flags: string[]) =>
  counterday(["run", slug, "--no-cache", "--archive", archive, "--out", inFolder(out), ...flags]);

/** A small simulated log may fail a gate; either way the report is written. */
const done = ({ code, stderr }: Ended) => expect([0, 3], stderr).toContain(code);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  archive = inFolder("simulated", "18164998.zip");
  const size = ["--users", "60", "--days", "20", "--seed", "5"];
  const { code, stdout, stderr } = await counterday(["simulate", ...size, "--out", inFolder("simulated")]);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ archive, users: 60, days: 20, seed: 5 });
  answered = await run("whole", "--json", "--threads", "1");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("counterday simulate", () => {
  it("writes the archive and its truth, nothing else", async () => {
    expect((await readdir(inFolder("simulated"))).sort()).toEqual(["18164998.zip", "truth.json"]);
    expect(JSON.parse(await text("simulated", "truth.json"))).toBeTypeOf("object");
  });

  it("writes the same bytes for the same seed, others for another", async () => {
    const bytes = async (seed: string, out: string) => {
      await counterday(["simulate", "--users", "20", "--days", "10", "--seed", seed, "--out", inFolder(out)]);
      return hashText((await readFile(inFolder(out, "18164998.zip"))).toString("base64"));
    };
    const [one, again, other] = [await bytes("1", "a"), await bytes("1", "b"), await bytes("2", "c")];
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe("counterday run", () => {
  it("writes a report that keeps its schemas and hashes", async () => {
    done(answered);
    const summary = JSON.parse(answered.stdout);
    expect(summary).toMatchObject({ slug, report: inFolder("whole", slug, "index.html") });
    const result = resultSchema.parse(JSON.parse(await text("whole", slug, "result.json")));
    expect(summary.headline).toEqual(result.headline);
    expect(summary.estimates).toEqual(result.estimates);
    expect(result.log.origin).toBe("simulated");
    expect(result.truth).not.toBeNull();
    const failed = result.gates.some((gate) => gate.verdict === "fail" && gate.override === null);
    expect(answered.code).toBe(failed ? 3 : 0);

    const manifest = manifestSchema.parse(JSON.parse(await text("whole", slug, "manifest.json")));
    expect(manifest.resultHash).toBe(hashText(await text("whole", slug, "result.json")));
    const written = await readdir(inFolder("whole", slug), { recursive: true, withFileTypes: true });
    const paths = written
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(inFolder("whole", slug).length + 1));
    expect(Object.keys(manifest.files).sort()).toEqual(
      paths.filter((path) => path !== "manifest.json" && path !== "result.json").sort(),
    );
    for (const [path, hash] of Object.entries(manifest.files))
      expect(hashText(await text("whole", slug, path)), path).toBe(hash);
    expect(JSON.stringify(manifest)).not.toContain(folder);
    expect(await text("whole", slug, "index.html")).not.toContain(folder);
    expect((await readdir(inFolder("whole"))).sort()).toEqual([slug, "index.html"].sort());
    expect(await text("whole", "index.html")).toContain(slug);
  });

  it("gives the same result.json, byte for byte, with one thread and two", async () => {
    done(await run("two", "--threads", "2", "--memory", "1GB"));
    for (const file of ["result.json", "index.html"])
      expect(await text("two", slug, file)).toBe(await text("whole", slug, file));
  });

  it("finds the panel that `panel` kept, says so, reads no log and writes the same result, byte for byte", async () => {
    const file = join(root, "estimands", `${slug}.ts`);
    const cwd = inFolder("project");
    await mkdir(cwd);
    const panel = await counterday(["panel", "kuairec", "--archive", archive, "--out", "made"], { cwd });
    expect(panel.code, panel.stderr).toBe(0);
    const again = await counterday(["run", file, "--archive", archive, "--out", "answers"], { cwd });
    done(again);
    expect(again.stderr).toContain("The panel was found in .counterday/panels; the log was not read.");
    expect(again.stderr).not.toMatch(/Unzipping|Reading|Cleaning/);
    expect(await text("project", "answers", slug, "result.json")).toBe(
      await text("whole", slug, "result.json"),
    );
    expect(await readdir(inFolder("project", ".counterday", "panels"))).toHaveLength(1);
  });

  it("runs again from its own manifest, with the same result", async () => {
    const manifest = inFolder("whole", slug, "manifest.json");
    const second = await counterday([
      "run",
      manifest,
      "--no-cache",
      "--archive",
      archive,
      "--out",
      inFolder("replayed"),
    ]);
    done(second);
    expect(await text("replayed", slug, "result.json")).toBe(await text("whole", slug, "result.json"));
  });

  it("simulates a log of its own when it is given none, says so, and leaves only the report", async () => {
    const temporary = inFolder("temporary");
    await mkdir(temporary);
    const args = ["run", slug, "--users", "60", "--days", "20", "--seed", "5", "--format", "text"];
    const own = await counterday([...args, "--out", inFolder("own")], { temporary });
    done(own);
    expect(own.stderr).toMatch(/simulated/);
    expect(own.stdout).toContain("simulated truth");
    expect(own.stdout).toContain(inFolder("own", slug, "index.html"));
    expect(own.stdout).not.toContain("\u001b[");
    const stages = own.stderr.split("\n").filter((line) => line.startsWith("- "));
    expect(stages.length).toBeGreaterThan(5);
    expect(new Set(stages).size).toBe(stages.length);
    expect(await readdir(temporary)).toEqual([]);
    expect(await text("own", slug, "result.json")).toBe(await text("whole", slug, "result.json"));
  });

  it("reads the first rows only, and says what became of the user they cut", async () => {
    const rows = await run("rows", "--rows", "3000", "--format", "svg");
    done(rows);
    expect(rows.stdout).toBe(await text("rows", slug, "answer.svg"));
    done(await run("kept", "--rows", "3000", "--keep-cut-user"));
    const users = async (out: string) =>
      resultSchema.parse(JSON.parse(await text(out, slug, "result.json"))).log.users;
    expect(await users("kept")).toBe((await users("rows")) + 1);
  });

  it("says 3 when a gate failed: the report is there, the causal sentence is not", async () => {
    const strict = {
      ...(await questionData(slug)),
      gates: { effectiveSampleSize: { warn: 1, fail: 0.999 } },
    };
    const file = inFolder("strict.json");
    await mkdir(inFolder("strict", "older"), { recursive: true });
    await writeFile(inFolder("strict", "index.html"), "a page of somebody else");
    await writeFile(inFolder("strict", "older", "result.json"), '{"schemaVersion":0}');
    await writeFile(file, JSON.stringify(strict));
    const { code, stdout, stderr } = await counterday([
      "run",
      file,
      "--no-cache",
      "--archive",
      archive,
      "--out",
      inFolder("strict"),
      "--json",
    ]);
    expect(code, stderr).toBe(3);
    expect(JSON.parse(stdout).headline).toMatchObject({ verdict: "fail", reading: "association only" });
    expect(existsSync(inFolder("strict", "strict", "index.html"))).toBe(true);
    // What stood in the folder before is left alone, and the notes say so.
    expect(await text("strict", "index.html")).toBe("a page of somebody else");
    expect(stderr).toContain("is not a list of reports");
    expect(stderr).toContain("of another version");
    expect(stderr).toContain("A gate failed: ");
  });
});

describe("a place that cannot hold reports", () => {
  it("is refused before any work is done for it", async () => {
    const file = inFolder("a-file");
    await writeFile(file, "");
    for (const out of [file, join(file, "below")]) {
      const { code, stdout, stderr } = await counterday(["run", slug, "--archive", archive, "--out", out]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("[cli.out-not-a-folder]");
      expect(stderr).not.toContain("- ");
    }
  });
});

describe("files in the way", () => {
  it("are refused before any work: a file for a folder of a simulated log", async () => {
    const file = inFolder("simulated-file");
    await writeFile(file, "mine");
    const { code, stdout, stderr } = await counterday(["simulate", "--out", file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("[cli.out-not-a-folder]");
    expect(stderr).not.toContain("- ");
    expect(await text("simulated-file")).toBe("mine");
  });

  it("are refused before any work: a note in a report's folder, which a run never removes", async () => {
    done(await run("noted"));
    await writeFile(inFolder("noted", slug, "note.txt"), "mine");
    const { code, stdout, stderr } = await run("noted");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("[files.not-ours]");
    expect(stderr).toContain("note.txt");
    expect(stderr).not.toContain("- ");
    expect(await text("noted", slug, "note.txt")).toBe("mine");
    await rm(inFolder("noted", slug, "note.txt"));
    done(await run("noted"));
  });
});

describe("Ctrl-C", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("%s leaves nothing and exits 130", async (signal) => {
    const temporary = inFolder(`stopped-${signal}`);
    await mkdir(temporary);
    const out = inFolder(`out-${signal}`);
    const args = ["run", slug, "--users", "3000", "--days", "63", "--out", out];
    const child = startCounterday(args, { temporary });
    child.stderr?.once("data", () => setTimeout(() => child.kill(signal), 700));
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stdout }, stderr).toEqual({ code: 130, stdout: "" });
    expect(stderr).toContain("[interrupted]");
    expect(existsSync(out)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });
});
