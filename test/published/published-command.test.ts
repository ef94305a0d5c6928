import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counterday, type Ended } from "../cli/counterday.js";

let folder: string;
let made: Ended;
const inFolder = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  const size = ["--users", "30", "--days", "20", "--seed", "5"];
  await counterday(["simulate", ...size, "--out", inFolder("simulated")]);
  const archive = inFolder("simulated", "18164998.zip");
  const flags = [
    "--draws",
    "2",
    "--refits",
    "3",
    "--threads",
    "1",
    "--no-cache",
    "--out",
    inFolder("out"),
    "--json",
  ];
  made = await counterday(["published", "--archive", archive, ...flags], { cwd: folder });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("counterday published", () => {
  it("prints the whole comparison as JSON and writes the same, whole", async () => {
    expect(made.code, made.stderr).toBe(0);
    const printed = JSON.parse(made.stdout);
    expect(printed).toMatchObject({
      schemaVersion: 1,
      publishedSample: false,
      options: { seed: 42, draws: 2, refits: 3 },
    });
    expect((await readdir(inFolder("out"))).sort()).toEqual([
      "figures.csv",
      "own-ladder.csv",
      "published.json",
    ]);
    expect(JSON.parse(await readFile(inFolder("out", "published.json"), "utf8"))).toEqual(printed);
    const figures = await readFile(inFolder("out", "figures.csv"), "utf8");
    expect(figures.trimEnd().split("\r\n")).toHaveLength(1 + 1451);
    expect(printed.own.ladder.map(({ adjustment }: { adjustment: string }) => adjustment)).toEqual([
      "none",
      "weights",
      "calendar",
      "both",
      "users",
    ]);
  });

  it("refuses bad words and a folder of yours before it reads anything", async () => {
    await writeFile(inFolder("mine.txt"), "mine");
    const archive = inFolder("simulated", "18164998.zip");
    const [none, few, foreign] = await Promise.all([
      counterday(["published"], { cwd: folder }),
      counterday(["published", "--archive", archive, "--draws", "1"], { cwd: folder }),
      counterday(["published", "--archive", archive, "--out", folder], { cwd: folder }),
    ]);
    expect([none!.code, few!.code, foreign!.code]).toEqual([2, 2, 2]);
    expect(foreign!.stderr).toContain("mine.txt");
    expect(await readFile(inFolder("mine.txt"), "utf8")).toBe("mine");
  });
});
