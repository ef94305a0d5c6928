import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { referenceFolder, referencePresent, whyAbsent } from "./shared-table.js";
import { neverUsed, notYetUsed, whyNotYet } from "./unused.js";

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

it("every case that waits says for what, and no reason outlives its cases", () => {
  const waiting = Object.entries(notYetUsed).flatMap(([peer, ids]) => ids.map((id) => `${peer}/${id}`));
  const reasons = Object.keys(whyNotYet);
  expect(waiting.filter((name) => !reasons.some((start) => name.startsWith(start)))).toEqual([]);
  expect(reasons.filter((start) => !waiting.some((name) => name.startsWith(start)))).toEqual([]);
});

it.skipIf(!referencePresent)(
  `the table of reference results has a row for every case in use${whyAbsent}`,
  () => {
    const written = readFileSync(new URL("README.md", import.meta.url), "utf8");
    const rows = [...written.matchAll(/^\| (\S+\/\S+) \|/gm)].map(([, name]) => name);
    const expected = filesOf(referenceFolder, ".json").flatMap((file) => {
      const peer = file.split(/[\\/]/).at(-2)!;
      const { subcases = [] } = JSON.parse(readFileSync(file, "utf8")) as { subcases?: { id: string }[] };
      return subcases
        .map(({ id }) => `${peer}/${id}`)
        .filter((name) => !Object.keys(neverUsed).some((start) => name.startsWith(start)))
        .filter((name) => !notYetUsed[peer]?.some((id) => name === `${peer}/${id}`));
    });
    // Out of date? Run: node test/reference/write-table.mjs
    expect([...rows].sort()).toEqual(expected.sort());
  },
);
