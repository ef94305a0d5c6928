import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pruneStore } from "../../../src/panel/store/prune-store.js";

let folder: string;
const keyOf = (letter: string) => letter.repeat(64);

/** An entry of 100 bytes that was last used in a minute of 2020. */
function entry(letter: string, minute: number): void {
  mkdirSync(join(folder, keyOf(letter)));
  writeFileSync(join(folder, keyOf(letter), "table.bin"), Buffer.alloc(90));
  const manifest = join(folder, keyOf(letter), "manifest.json");
  writeFileSync(manifest, Buffer.alloc(10));
  const used = new Date(Date.UTC(2020, 0, 1, 0, minute));
  utimesSync(manifest, used, used);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-prune-"));
  for (const [letter, minute] of Object.entries({ a: 3, b: 1, c: 4, d: 2 })) entry(letter, minute);
  writeFileSync(join(folder, "notes.txt"), "mine");
  mkdirSync(join(folder, ".aside.partial-1"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = () =>
  readdirSync(folder)
    .filter((name) => name.length === 64)
    .map((name) => name[0])
    .join("");

it("removes nothing while all entries fit", async () => {
  expect(await pruneStore(folder, keyOf("a"), 400)).toEqual([]);
  expect(left()).toBe("abcd");
});

it("removes what was used longest ago until the rest fits, and nothing that is no entry", async () => {
  expect(await pruneStore(folder, keyOf("a"), 399)).toEqual([keyOf("b")]);
  expect(await pruneStore(folder, keyOf("a"), 250)).toEqual([keyOf("d")]);
  expect(left()).toBe("ac");
  expect(readdirSync(folder)).toHaveLength(4);
});

it("keeps the entry that was just written, however old or large", async () => {
  expect(await pruneStore(folder, keyOf("b"), 50)).toEqual(["d", "a", "c"].map(keyOf));
  expect(left()).toBe("b");
});
