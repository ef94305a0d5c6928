import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sources } from "../../src/sources/registry.js";

const folder = fileURLToPath(new URL("../../src/sources/", import.meta.url));

describe("the registry of sources", () => {
  it("holds one source for every folder with a file of its name, under that name", () => {
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(`${folder}${entry.name}/${entry.name}.ts`))
      .map((entry) => entry.name);
    expect(Object.keys(sources).sort()).toEqual(folders.sort());
    expect(Object.entries(sources).every(([name, source]) => source.name === name)).toBe(true);
    expect(readFileSync(`${folder}registry.ts`, "utf8")).not.toMatch(/readdir/);
  });
});
