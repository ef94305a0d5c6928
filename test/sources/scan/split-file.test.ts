import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitFile } from "../../../src/sources/scan/split-file.js";

async function split(text: string, parts: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "counterday-split-"));
  const path = join(folder, "a.csv");
  writeFileSync(path, text);
  const file = await open(path, "r");
  try {
    const ranges = await splitFile(file, path, { start: 4, end: text.length }, 1, parts);
    const bytes = readFileSync(path, "utf8");
    return ranges!.map(({ start, end }) => bytes.slice(start, end));
  } finally {
    await file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("splitFile", () => {
  it("cuts only where the user changes, loses no byte and leaves out empty stretches", async () => {
    const lines = Array.from({ length: 400 }, (_, row) => `${row},${Math.floor(row / 7)}\n`);
    for (const parts of [1, 2, 3, 5, 16, 200]) {
      const found = await split(`a,b\n${lines.join("")}`, parts);
      expect(found.join("")).toBe(lines.join(""));
      const users = found.map(
        (stretch) =>
          new Set(
            stretch
              .trim()
              .split("\n")
              .map((line) => line.split(",")[1]),
          ),
      );
      const all = users.flatMap((set) => [...set]);
      expect(new Set(all).size).toBe(all.length);
      expect(found.every((stretch) => stretch.length > 0)).toBe(true);
    }
    expect((await split(`a,b\n${lines.join("")}`, 4)).length).toBe(4);
    expect(await split("a,b\n1,1\n2,1\n3,1", 3)).toEqual(["1,1\n2,1\n3,1"]);
  });
});
