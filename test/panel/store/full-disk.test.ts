import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import { csvSource, eventsCsv } from "./csv-source.js";
import { storedDefinition } from "./stored-definition.js";

let folder: string;
let small: string;

/** A file system of 128 KiB, where this machine lets us mount one. */
function mounted(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=128k", "none", small], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-full-"));
  small = join(folder, "small");
  mkdirSync(small);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("a full disk costs the store its entry, not the reader the panel", async (test) => {
  if (!mounted()) return test.skip("no file system can be mounted here, so none can be filled");
  try {
    const archive = join(folder, "events.csv");
    writeFileSync(archive, eventsCsv(200, 40, 1));
    const cacheFolder = join(small, ".counterday", "panels");
    const notes: string[] = [];
    const options = {
      cacheFolder,
      context: { progress: silentProgress, note: (sentence: string) => void notes.push(sentence) },
    };
    const source = csvSource();
    const { panel } = await openPanel(source, { archive }, storedDefinition, options);
    expect(panel.users).toHaveLength(200);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("the disk is full");
    expect(notes[0]).toContain("free some space or name another cache folder");
    // Nothing half-written is left; with room again, the same call keeps its panel.
    expect(readdirSync(cacheFolder)).toEqual([]);
    execFileSync("mount", ["-o", "remount,size=4m", small]);
    await openPanel(source, { archive }, storedDefinition, options);
    expect((await openPanel(source, { archive }, storedDefinition, options)).fromCache).toBe(true);
  } finally {
    execFileSync("umount", [small]);
  }
});
