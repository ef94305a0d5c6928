import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { referenceFolder, referencePresent, whyAbsent } from "./shared-table.js";
import { neverUsed, notYetUsed } from "./unused.js";

const tests = fileURLToPath(new URL("..", import.meta.url));

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

it.skipIf(!referencePresent)(`every reference sub-case is used, or listed with why not${whyAbsent}`, () => {
  const sources = filesOf(tests, ".test.ts")
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const unlisted: string[] = [];
  for (const file of filesOf(referenceFolder, ".json")) {
    const peer = file.split(/[\\/]/).at(-2)!;
    const { subcases = [] } = JSON.parse(readFileSync(file, "utf8")) as { subcases?: { id: string }[] };
    for (const { id } of subcases) {
      const literal = `"${peer}",\\s*"${id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}"`;
      const used = new RegExp(literal).test(sources);
      const never = Object.keys(neverUsed).some((start) => `${peer}/${id}`.startsWith(start));
      if (!used && !never && !notYetUsed[peer]?.includes(id)) unlisted.push(`${peer}/${id}`);
    }
  }
  expect(unlisted).toEqual([]);
});
