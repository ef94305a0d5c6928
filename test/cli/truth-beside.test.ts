import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { truthBeside } from "../../src/cli/truth-beside.js";
import { silentProgress } from "../../src/progress.js";
import { simulateArchive } from "../../src/simulation/simulate-archive.js";
import { zipOf } from "./broken-archive.js";

let folder: string;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  const size = { users: 4, days: 10, seed: 2 };
  ({ archive } = await simulateArchive({ ...size, out: join(folder, "log") }, { progress: silentProgress }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const beside = async (name: string, bytes: Uint8Array, truth?: string) => {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, "a.zip"), bytes);
  if (truth !== undefined) await writeFile(join(folder, name, "truth.json"), truth);
  return truthBeside(join(folder, name, "a.zip"));
};

describe("truthBeside", () => {
  it("reads the truth of this very archive", async () => {
    expect(await truthBeside(archive)).toEqual(
      JSON.parse(await readFile(join(folder, "log", "truth.json"), "utf8")),
    );
  });

  it("does not take the truth of another log", async () => {
    const truth = JSON.parse(await readFile(join(folder, "log", "truth.json"), "utf8"));
    const bytes = await readFile(archive);
    for (const [name, text] of [
      ["another-seed", JSON.stringify({ ...truth, seed: 3 })],
      ["no-truth", JSON.stringify({ effect: 1 })],
      ["no-json", "{"],
    ] as const)
      expect(await beside(name, bytes, text), name).toBe("not of this archive");
  });

  it("knows none without the file, and none for a recorded log", async () => {
    const recorded = await zipOf(new Map([["KuaiRec.zip", Buffer.from("as it is")]]));
    const truth = await readFile(join(folder, "log", "truth.json"), "utf8");
    expect(await beside("alone", await readFile(archive))).toBeUndefined();
    expect(await beside("recorded", recorded, truth)).toBeUndefined();
  });
});
