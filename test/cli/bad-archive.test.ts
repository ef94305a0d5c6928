import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyWithTables, type Members, zipOf } from "./broken-archive.js";
import { counterday } from "./counterday.js";

const slug = "high-intensity-future-interactions";
const smallMatrix = "KuaiRec 2.0/data/small_matrix.csv";
let folder: string;
let sound: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  const { code, stderr } = await counterday(["simulate", "--users", "20", "--days", "10", "--out", folder]);
  expect(code, stderr).toBe(0);
  sound = join(folder, "18164998.zip");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const edit = (name: string, change: (text: string) => string) => (tables: Members) => {
  const table = tables.get(name);
  if (!table)
    throw new Error(`${name} is not in the simulated archive; it holds ${[...tables.keys()].join(", ")}`);
  tables.set(name, Buffer.from(change(table.toString("utf8"))));
};
const tables = (change: (tables: Members) => void) => (file: string) => copyWithTables(sound, file, change);
const bytes = (content: () => Promise<Uint8Array>) => async (file: string) =>
  writeFile(file, await content());

const cases: readonly [string, (file: string) => Promise<void>, RegExp][] = [
  ["there is no such archive", async () => {}, /there is nothing of that name/],
  ["the archive is a folder", async (file) => void (await mkdir(file)), /folder/],
  ["the archive is empty", bytes(async () => new Uint8Array()), /0 bytes/],
  ["the archive is no zip", bytes(async () => Buffer.from("user_id,video_id\n1,2\n")), /no zip/],
  ["the zip is truncated", bytes(async () => (await readFile(sound)).subarray(0, 20_000)), /cut short/],
  [
    "the inner zip is missing",
    bytes(() => zipOf(new Map([["readme.txt", Buffer.from("hello")]]))),
    /KuaiRec\.zip/,
  ],
  ["a member is missing", tables((members) => void members.delete(smallMatrix)), /small_matrix\.csv/],
  [
    "a column is renamed",
    tables(edit(smallMatrix, (text) => text.replace("play_duration", "playing_time"))),
    /play_duration/,
  ],
  ["a table is empty", tables(edit(smallMatrix, (text) => `${text.split("\n")[0]}\n`)), /small_matrix/],
  [
    "no date is a date",
    tables(edit(smallMatrix, (text) => text.replace(/,20\d{6}(\.0)?,/g, ",someday,"))),
    /date/,
  ],
];

describe("a bad archive is refused whole: exit 2, no file left", () => {
  it.each(cases)("%s", async (title, make, message) => {
    const name = title.replaceAll(" ", "-");
    const archive = join(folder, `${name}.zip`);
    const temporary = join(folder, `temporary-${name}`);
    await mkdir(temporary);
    await make(archive);
    const out = join(folder, `out-${name}`);
    const { code, stdout, stderr } = await counterday(["run", slug, "--archive", archive, "--out", out], {
      temporary,
    });
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/error \[[a-z]+\.[a-z-]+\]/);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(out)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });
});
