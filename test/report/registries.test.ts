import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { sections } from "../../src/report/sections/registry.js";
import { tables } from "../../src/report/tables/registry.js";
import { fixtureResult } from "./fixture-result.js";

const filesOf = (folder: string): string[] =>
  readdirSync(new URL(`../../src/report/${folder}`, import.meta.url))
    .filter((file) => file.endsWith(".ts") && file !== "registry.ts")
    .map((file) => file.slice(0, -3))
    .sort();

describe("registries of the report", () => {
  it.each([
    ["charts", charts.map((chart) => chart.name)],
    ["tables", tables.map((table) => table.name)],
    ["sections", sections.map((section) => section.id)],
  ])("%s: every file is in its registry under its own name", (folder, names) => {
    expect([...names].sort()).toEqual(filesOf(folder));
  });

  it("charts lean on tables of the registry", () => {
    expect(charts.filter((chart) => !tables.includes(chart.table))).toEqual([]);
  });

  it("every column has a name of its own, a unit or none, and a sentence", () => {
    for (const table of tables) {
      const columns = table.columns(fixtureResult);
      expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
      for (const column of columns) {
        expect(column.name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(column.sentence).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});
