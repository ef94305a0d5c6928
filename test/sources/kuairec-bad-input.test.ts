import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { writeZip } from "../../src/files/zip-writer.js";
import type { Progress } from "../../src/progress.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { folder, matrixHeader, row, smallTables, writeArchive } from "./kuairec-archive.js";
import { openArchive } from "./open-archive.js";

const rows = [row(14, 1, 5), row(14, 2, 6), row(15, 1, 6)];
const tables = (change: (tables: Map<string, string>) => void) => (path: string) => {
  const all = smallTables(rows, [14, 15]);
  change(all);
  return writeArchive(path, all);
};
const matrix = (change: (text: string) => string) =>
  tables((all) => void all.set("small_matrix", change(all.get("small_matrix") ?? "")));

const cases: readonly (readonly [string, (path: string) => Promise<void>, string, RegExp])[] = [
  ["there is no archive", async () => {}, "zip.not-found", /no such file/],
  ["the archive is a folder", async (path) => void (await mkdir(path)), "zip.is-a-folder", /a folder/],
  ["it is no zip", (path) => writeFile(path, matrixHeader), "zip.not-a-zip", /no zip/],
  [
    "the zip is cut short",
    async (path) => {
      await writeArchive(path, smallTables(rows, [14]));
      await writeFile(path, (await readFile(path)).subarray(0, -40));
    },
    "zip.not-a-zip",
    /cut short/,
  ],
  [
    "there is no inner zip",
    (path) => writeZip(path, [{ name: "kuairec.zip.txt", content: "x", compress: true }]),
    "kuairec.no-inner-zip",
    /no member "KuaiRec.zip"/,
  ],
  [
    "the inner zip was given",
    (path) => writeZip(path, [{ name: `${folder}/small_matrix.csv`, content: matrixHeader, compress: true }]),
    "kuairec.no-inner-zip",
    /the inner zip itself/,
  ],
  [
    "the stored inner zip is no zip",
    (path) => writeZip(path, [{ name: "KuaiRec.zip", content: "PK, but no zip", compress: false }]),
    "zip.not-a-zip",
    /18164998\.zip → KuaiRec\.zip/,
  ],
  [
    "the deflated inner zip is no zip",
    (path) => writeZip(path, [{ name: "KuaiRec.zip", content: "PK, but no zip", compress: true }]),
    "zip.not-a-zip",
    /18164998\.zip → KuaiRec\.zip/,
  ],
  ...["small_matrix", "user_features", "item_categories", "item_daily_features", "social_network"].map(
    (name) =>
      [
        `${name} is missing`,
        tables((all) => void all.delete(name)),
        "kuairec.member-missing",
        new RegExp(`${name}\\.csv`),
      ] as const,
  ),
  [
    "only the other matrix is there",
    tables((all) => void all.delete("small_matrix")),
    "kuairec.member-missing",
    /it holds big_matrix\.csv: use --matrix big/,
  ],
  [
    "a member is missing that only looks like another table",
    tables((all) => void all.delete("user_features")),
    "kuairec.member-missing",
    /user_features\.csv"$/,
  ],
  [
    "a member is misspelt",
    tables((all) => {
      all.set("smal_matrix", all.get("small_matrix") ?? "");
      all.delete("small_matrix");
    }),
    "kuairec.member-missing",
    /did you mean ".*smal_matrix/,
  ],
  [
    "a column is missing",
    matrix((text) => text.replace(",watch_ratio", "")),
    "kuairec.columns-missing",
    /no column "watch_ratio"/,
  ],
  [
    "two columns are renamed",
    matrix((text) => text.replace("play_duration", "play_duratoin").replace("time,", "clock,")),
    "kuairec.columns-missing",
    /"play_duration" \(did you mean the file's "play_duratoin"\?\), "time"/,
  ],
  [
    "a column stands twice",
    matrix((text) => text.replace("video_id", "user_id,video_id")),
    "kuairec.column-twice",
    /user_id/,
  ],
  ["a table is empty", matrix(() => `${matrixHeader}\n`), "kuairec.empty-table", /small_matrix/],
  ["a member has no bytes", matrix(() => ""), "kuairec.empty-member", /small_matrix/],
  [
    "user_features is empty",
    tables((all) => void all.set("user_features", `${all.get("user_features")?.split("\n")[0]}\n`)),
    "kuairec.empty-table",
    /user_features/,
  ],
  [
    "no date is a date",
    matrix((text) => text.replace(/,2020\d{4}\.0,/g, ",someday,")),
    "kuairec.no-readable-date",
    /"someday"/,
  ],
  [
    "every date is blank",
    matrix((text) => text.replace(/,2020\d{4}\.0,/g, ",,")),
    "kuairec.no-readable-date",
    /all are blank/,
  ],
  [
    "a user id is no whole number",
    matrix((text) => text.replace("\n15,", "\n15.5,")),
    "kuairec.not-a-whole-number",
    /row 3, column "user_id": found "15.5"/,
  ],
  [
    "a video id is blank",
    matrix((text) => text.replace("\n14,2,", "\n14,,")),
    "kuairec.not-a-whole-number",
    /row 2, column "video_id": found nothing/,
  ],
  [
    "a duration is no number",
    matrix((text) => text.replace("14,2,4381", "14,2,long")),
    "kuairec.not-a-whole-number",
    /row 2, column "play_duration": found "long"/,
  ],
  [
    "an id leaves 64 bits",
    matrix((text) => text.replace("\n15,", "\n9223372036854775808,")),
    "kuairec.not-a-whole-number",
    /9223372036854775808/,
  ],
  [
    "a user of user_features is no whole number",
    tables((all) => void all.set("user_features", (all.get("user_features") ?? "").replace("\n15,", "\nx,"))),
    "kuairec.not-a-whole-number",
    /user_features.csv: row 2/,
  ],
  ["a row has too few fields", matrix((text) => `${text}14,3\n`), "kuairec.malformed-row", /line 5/],
  [
    "a row has too many fields",
    matrix((text) => text.replace("14,2,", "14,2,9,")),
    "kuairec.malformed-row",
    /line 3/,
  ],
];

/** Names of this package's temporary folders that are there now. */
async function leftovers(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("counterday-kuairec-"));
}

describe("kuairec refuses whole and clearly", () => {
  it.each(cases)("%s", async (_, write, code, message) => {
    const work = openArchive(write);
    await expect(work).rejects.toMatchObject({ name: "SourceError", code });
    await expect(work).rejects.toThrow(message);
  });

  it("and names no path of its own temporary files", async () => {
    const work = openArchive(matrix((text) => `${text}14,3\n`));
    await expect(work).rejects.toSatisfy((error: Error) => !error.message.includes(tmpdir()));
  });
});

describe("an abort", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ["Unzipping small_matrix"],
    ["Unzipping KuaiRec.zip"],
    ["Reading small_matrix"],
    ["Cleaning events"],
    ["Unzipping user_features"],
  ])("during %s leaves no temporary file", (stage) =>
    withTemporaryFolder("abort-", async (place) => {
      vi.stubEnv("TMPDIR", place);
      const before = await leftovers();
      const archive = join(place, "a.zip");
      const many = Array.from({ length: 20_000 }, (_, index) =>
        row(14 + (index % 9), index, 5 + (index % 9)),
      );
      await writeArchive(archive, smallTables(many, [14]), { innerStored: false });
      const stop = new AbortController();
      const progress: Progress = {
        stage: (name) => void (name === stage && stop.abort()),
        advance() {},
        finish() {},
      };
      const context = { progress, signal: stop.signal };
      const engine = await openEngine({ temporaryFolder: place, context });
      await expect(kuairec.open(engine, { archive }, context)).rejects.toMatchObject({ code: "interrupted" });
      await engine.close();
      expect(await readdir(place)).toEqual(["a.zip"]);
      expect((await leftovers()).filter((name) => !before.includes(name))).toEqual([]);
    }),
  );
});
