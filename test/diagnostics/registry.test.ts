import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { diagnostics } from "../../src/diagnostics/registry.js";

const folder = fileURLToPath(new URL("../../src/diagnostics/", import.meta.url));

describe("registry of diagnostics", () => {
  it("holds every record of the folder", () => {
    const records = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "registry.ts")
      .flatMap((file) => [
        ...readFileSync(`${folder}${file}`, "utf8").matchAll(/export const (\w+): Diagnostic = /g),
      ])
      .map((found) => found[1]!);
    const registry = readFileSync(`${folder}registry.ts`, "utf8");
    const listed = registry.slice(registry.indexOf("diagnostics: readonly"));
    expect(records.filter((name) => !listed.includes(`${name},`))).toEqual([]);
    expect(records).toHaveLength(diagnostics.length);
  });

  it("has one record a name, each with a source and thresholds in the order of their side", () => {
    expect(new Set(diagnostics.map(({ name }) => name)).size).toBe(diagnostics.length);
    for (const { warn, fail, worse, source, sentence } of diagnostics) {
      expect(source.length).toBeGreaterThan(20);
      expect(sentence).toMatch(/\.$/);
      // without a threshold the source says that there is none
      expect(warn !== null || fail !== null || /no limit/.test(source)).toBe(true);
      if (warn !== null && fail !== null) expect(worse === "above" ? warn < fail : warn > fail).toBe(true);
    }
  });
});
