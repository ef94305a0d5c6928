import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { silentProgress } from "../../src/progress.js";
import { archiveMembers } from "../../src/simulation/archive/archive-members.js";
import { interactionHeader } from "../../src/simulation/archive/interaction-rows.js";
import { itemCategoriesCsv, itemDailyFeaturesCsv } from "../../src/simulation/archive/item-tables.js";
import { matrixCsv } from "../../src/simulation/archive/matrix-csv.js";
import { timestampText, timeText } from "../../src/simulation/archive/time-fields.js";
import { userFeaturesCsv } from "../../src/simulation/archive/user-features-csv.js";
import { createCatalogue } from "../../src/simulation/catalogue.js";
import { simulateArchive } from "../../src/simulation/simulate-archive.js";
import { truthSchema } from "../../src/simulation/truth-schema.js";
import { feedback } from "../../src/simulation/worlds/feedback.js";

const context = { progress: silentProgress };
const size = { users: 12, days: 12, seed: 2 };
const catalogue = createCatalogue();

async function textOf(pieces: AsyncIterable<string>): Promise<string[]> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text.split("\n").slice(0, -1);
}

const headerOf = (name: string): string | undefined => {
  const file = new URL(`../../../shared/logs/kuairec/${name}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/)[0] : undefined;
};

describe("the small matrix", () => {
  let lines: string[];
  beforeAll(async () => {
    lines = await textOf(matrixCsv(feedback, catalogue, { matrix: "small", ...size }, context));
  });

  it("prints rows as KuaiRec does", () => {
    const dated =
      /^\d+,\d+,\d+,\d+,2020-07-\d\d \d\d:\d\d:\d\d\.\d{1,3},202007\d\d\.0,159\d{7}\.\d{1,3},|,,,/;
    expect(`${lines[0]}\n`).toBe(interactionHeader);
    for (const line of lines.slice(1)) {
      expect(line.split(",")).toHaveLength(8);
      expect(line).toMatch(dated);
      const [, , play, video, , , , ratio] = line.split(",");
      expect(Number(ratio)).toBe(Number(play) / Number(video));
      expect(ratio).toContain(".");
    }
  });

  it("is sorted by user and time, blank rows between the others", () => {
    let [user, time, blank] = [0, 0, 0];
    for (const line of lines.slice(1)) {
      const fields = line.split(",");
      const [id, at] = [Number(fields[0]), Number(fields[6])];
      expect(id).toBeGreaterThanOrEqual(user);
      if (id > user) time = 0;
      user = id;
      if (fields[6] === "") {
        expect(fields.slice(4, 7)).toEqual(["", "", ""]);
        blank += 1;
      } else {
        expect(at).toBeGreaterThanOrEqual(time);
        time = at;
      }
    }
    expect(blank).toBeGreaterThan(10);
  });

  it("has the header of the real file", ({ skip }) => {
    const real = headerOf("small_matrix_26rows.csv");
    if (real === undefined) skip("../shared/logs is not here");
    expect(lines[0]).toBe(real);
  });
});

describe("times", () => {
  it("are printed with one to three digits, as in KuaiRec's own rows", () => {
    // Rows of the real big matrix: 2020-07-05 01:00:25.5 | 1593882025.5, 03:28:02.32 | 1593890882.32,
    // 00:08:23.438 | 1593878903.438 (UTC+8).
    const ms = (h: number, m: number, s: number): number => ((h * 60 + m) * 60 + s) * 1_000;
    const cases = [
      [ms(1, 0, 25) + 500, "01:00:25.5", "1593882025.5"],
      [ms(3, 28, 2) + 320, "03:28:02.32", "1593890882.32"],
      [ms(0, 8, 23) + 438, "00:08:23.438", "1593878903.438"],
      [ms(23, 59, 59), "23:59:59.0", "1593964799.0"],
    ] as const;
    for (const [at, time, timestamp] of cases) {
      expect(timeText(at)).toBe(time);
      expect(timestampText(0, at)).toBe(timestamp);
    }
  });
});

describe("the other tables", () => {
  it("have the headers of the real files", async ({ skip }) => {
    const [users, items, categories] = [
      headerOf("user_features_2rows.csv"),
      headerOf("item_daily_features_3rows.csv"),
      headerOf("item_categories_rows.csv"),
    ];
    if (users === undefined) skip("../shared/logs is not here");
    expect((await textOf(userFeaturesCsv(feedback, 1, { small: 2, big: 2 })))[0]).toBe(users);
    expect((await textOf(itemDailyFeaturesCsv(catalogue, 2)))[0]).toBe(items);
    expect((await textOf(itemCategoriesCsv(catalogue)))[0]).toBe(categories);
  });

  it("quote lists and ranges with a comma, repeat item-days, and leave blanks where KuaiRec does", async () => {
    const categories = await textOf(itemCategoriesCsv(catalogue));
    expect(categories.some((line) => /^\d+,"\[\d+, \d+\]"$/.test(line))).toBe(true);
    const users = await textOf(userFeaturesCsv(feedback, 1, { small: 400, big: 0 }));
    expect(users.slice(1).every((line) => line.replaceAll(/"[^"]*"/g, "").split(",").length === 31)).toBe(
      true,
    );
    expect(users.some((line) => line.includes('"(10,50]"'))).toBe(true);
    expect(users.some((line) => /,,/.test(line))).toBe(true);
    const days = (await textOf(itemDailyFeaturesCsv(catalogue, 20))).slice(1);
    const keys = days.map((line) => line.split(",").slice(0, 2).join());
    expect(new Set(keys).size).toBeLessThan(keys.length);
    expect(days.every((line) => line.split(",").length === 58)).toBe(true);
    expect(days[0]).toMatch(/,,,,$/);
  });
});

describe("simulateArchive", () => {
  it("writes the same two files for the same arguments, and no other", async () => {
    await withTemporaryFolder("counterday-archive-", async (folder) => {
      const read = async (name: string): Promise<Buffer[]> => {
        await simulateArchive({ ...size, out: join(folder, name) }, context);
        expect((await readdir(join(folder, name))).sort()).toEqual(["18164998.zip", "truth.json"]);
        return [
          await readFile(join(folder, name, "18164998.zip")),
          await readFile(join(folder, name, "truth.json")),
        ];
      };
      const [one, two] = [await read("one"), await read("two")];
      expect(one[0]!.equals(two[0]!)).toBe(true);
      expect(one[1]!.equals(two[1]!)).toBe(true);
      const truth = truthSchema.parse(JSON.parse(one[1]!.toString()));
      expect(truth).toMatchObject({
        world: "feedback",
        ...size,
        treatment: { column: "interactions", cut: 16 },
      });
      expect(truth.population.seed).not.toBe(size.seed);
      expect(truthSchema.safeParse({ ...truth, more: 1 }).success).toBe(false);
    });
  });

  it("says that it is simulated, and how", () => {
    const members = archiveMembers(feedback, size, true, context);
    expect(members.map(({ name }) => name)).toEqual([
      "KuaiRec.zip",
      "kuairec_caption_category.csv",
      "video_raw_categories_multi.csv",
      "user_features_raw.csv",
      "simulation.json",
    ]);
    expect(JSON.parse(members.at(-1)!.content as string)).toEqual({
      schemaVersion: 1,
      world: "feedback",
      ...size,
      cut: 16,
    });
  });

  it("leaves nothing when it is stopped, and an earlier log as it was", async () => {
    await withTemporaryFolder("counterday-archive-", async (folder) => {
      const stop = new AbortController();
      const progress = {
        stage: (name: string) => name.includes("small_matrix") && stop.abort(),
        advance() {},
        finish() {},
      };
      const stopped = (out: string): Promise<unknown> =>
        simulateArchive({ ...size, out }, { progress, signal: stop.signal });
      await expect(stopped(join(folder, "new", "deep"))).rejects.toMatchObject({ code: "interrupted" });
      expect(await readdir(folder)).toEqual([]);
      const old = join(folder, "old");
      await mkdir(old);
      await writeFile(join(old, "truth.json"), "before");
      await expect(stopped(old)).rejects.toMatchObject({ code: "interrupted" });
      expect(await readdir(old)).toEqual(["truth.json"]);
      expect(await readFile(join(old, "truth.json"), "utf8")).toBe("before");
    });
  });

  it("refuses a world that does not exist, naming those that do", async () => {
    await expect(
      simulateArchive({ ...size, world: "atlantis", out: "nowhere" }, context),
    ).rejects.toMatchObject({
      code: "simulation.world",
      message: expect.stringMatching(/"feedback" .*"static"/),
    });
    expect(existsSync("nowhere")).toBe(false);
  });
});
