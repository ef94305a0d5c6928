import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, it } from "vitest";
import type { Inspection } from "../../src/panel/inspection/inspection.js";
import { composeChart } from "../../src/report/compose-chart.js";
import { compileChart, drawChart } from "../../src/report/draw-chart.js";
import type { InspectChart } from "../../src/report/inspect/chart-family.js";
import { chartFamilies } from "../../src/report/inspect/charts/registry.js";
import { condensed } from "../../src/report/inspect/condensed.js";
import { renderInspection } from "../../src/report/inspect/render-inspection.js";
import { inspectSections } from "../../src/report/inspect/sections/registry.js";
import { inspectTables } from "../../src/report/inspect/tables/registry.js";
import { lightPalette, variablePalette } from "../../src/report/palette.js";
import { eventsCsv, simulatedInspection, tableInspection } from "./inspect-fixture.js";

// Vega-Lite exports no path to its schema; it lies beside its main module.
const schema = JSON.parse(
  readFileSync(new URL("./vega-lite-schema.json", import.meta.resolve("vega-lite")), "utf8"),
) as object;
const valid = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true }).compile(schema);

const logs = new Map<string, Inspection>();
beforeAll(async () => {
  logs.set("kuairec", await simulatedInspection());
  logs.set("days", await tableInspection(eventsCsv(30, 25, (day) => day === 9 || day === 10)));
  logs.set(
    "periods",
    await tableInspection(
      `household,week,spend\n${Array.from({ length: 60 }, (_, row) => `${row % 6},${Math.floor(row / 6) + 3},${row % 7}`).join("\n")}\n`,
    ),
  );
  logs.set("years", await tableInspection(eventsCsv(4, 1300)));
});

const drawnOf = (inspection: Inspection): readonly InspectChart[] =>
  chartFamilies.flatMap(({ charts }) => charts(inspection).filter((chart) => chart.drawn(inspection)));
const filesOf = (folder: string): string[] =>
  readdirSync(new URL(`../../src/report/inspect/${folder}`, import.meta.url))
    .filter((file) => file.endsWith(".ts") && file !== "registry.ts")
    .map((file) => file.slice(0, -3))
    .sort();

describe("registries of the page about a log", () => {
  it.each([
    ["charts", chartFamilies.map(({ name }) => name)],
    ["tables", inspectTables.map(({ name }) => name)],
    ["sections", inspectSections.map(({ id }) => id)],
  ])("%s: every file is in its registry under its own name", (folder, names) => {
    expect([...names].sort()).toEqual(filesOf(folder));
  });

  it("columns of tables have names of their own and sentences", () => {
    for (const inspection of logs.values())
      for (const table of inspectTables) {
        const columns = table.columns(inspection);
        expect(new Set(columns.map(({ name }) => name)).size, table.name).toBe(columns.length);
        for (const { name, sentence } of columns) {
          expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
          expect(sentence).toMatch(/^[A-Z].*\.$/);
        }
      }
  });
});

describe.each(["kuairec", "days", "periods", "years"])("charts of the log %s", (name) => {
  it("hold to the schema of Vega-Lite, compile without a warning, and are drawn with no NaN", async () => {
    const inspection = condensed(logs.get(name)!);
    const charts = drawnOf(inspection);
    expect(charts.length).toBeGreaterThan(6);
    expect(new Set(charts.map((chart) => chart.name)).size).toBe(charts.length);
    for (const chart of charts) {
      const spec = composeChart(chart, inspection, { palette: lightPalette, width: 720, titled: true });
      expect(valid(spec) ? [] : valid.errors?.slice(0, 3), chart.name).toEqual([]);
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
      const compiled = compileChart(
        composeChart(chart, inspection, { palette: variablePalette, width: 820, titled: false }),
      );
      for (const size of [
        { width: 820, narrow: false },
        { width: 330, narrow: true },
      ]) {
        const svg = await drawChart(compiled, size);
        expect(svg, chart.name).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg, chart.name).not.toContain(' style="');
        expect(Number(/width="([\d.]+)"/.exec(svg)![1]), chart.name).toBeLessThanOrEqual(size.width + 1);
      }
      expect(chart.title(inspection), chart.name).not.toMatch(/NaN|undefined|null|\.$/);
      expect(chart.description(inspection).length).toBeGreaterThan(40);
      expect(chart.table.size(inspection)).toBeGreaterThan(0);
      expect(chart.table.csv(inspection)).not.toMatch(/NaN|undefined/);
    }
  });
});

describe("renderInspection", () => {
  const pages = new Map<string, string>();
  beforeAll(async () => {
    for (const [name, inspection] of logs) pages.set(name, await renderInspection(inspection, ""));
  });

  it("is one page: one h1, no heading skipped, nothing loaded, ids unique, links that lead somewhere", () => {
    for (const page of pages.values()) {
      expect(page.match(/<h1/g)).toHaveLength(1);
      const levels = [...page.matchAll(/<h([1-6])\b/g)].map((found) => Number(found[1]));
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
      expect(page).not.toMatch(/>(NaN|undefined|null)</);
    }
  });

  it("leaves out sections whose tables a log does not have", () => {
    const has = (name: string, id: string) => pages.get(name)!.includes(`<section class="part" id="${id}"`);
    for (const id of ["coverage", "events", "users", "items", "metadata", "days", "treatments"])
      expect([id, has("kuairec", id)]).toEqual([id, true]);
    for (const id of ["associations", "balance", "readiness", "data-quality", "columns", "reproduction"])
      for (const name of logs.keys()) expect([name, id, has(name, id)]).toEqual([name, id, true]);
    expect([has("days", "items"), has("days", "metadata")]).toEqual([false, false]);
  });

  it("calls associations by their name and shows no rows of users", () => {
    const page = pages.get("kuairec")!;
    expect(page).toMatch(/association, not an effect/);
    const { user_day: rows = [], interactions = [] } = logs.get("kuairec")!.summary;
    for (const { user_id: user } of [...rows, ...interactions])
      expect(page).not.toContain(`<td>${user}</td>`);
    expect(page).not.toContain("user_day_observed");
  });

  it("says on the first screen what the command says of rows: left out, cut short, columns kept as text", async () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `${i % 3 === 2 ? "" : "u1"},2020-01-0${1 + (i % 4)},${i === 7 ? "n/a" : i}`,
    );
    const inspection = await tableInspection(`user_id,date,score\n${rows.join("\n")}\nu2,2020-01-02,1\n`);
    const text = await renderInspection(
      {
        ...inspection,
        audit: {
          ...inspection.audit,
          rows: [
            ...inspection.audit.rows,
            {
              table: "log",
              check: "rows_not_by_user",
              rows: 3,
              share: 0.2,
              action: "kept",
              sentence: "Rows of a user do not stand together.",
            },
          ],
        },
        summary: {
          ...inspection.summary,
          readiness_checks: [
            {
              check: "a look is worth it",
              value: 0.01,
              threshold: "at most 0.05",
              passes: true,
              warns: true,
            },
          ],
        },
      },
      "",
    );
    const first = text.slice(text.indexOf('class="caveats"'), text.indexOf('class="scorecard"'));
    expect(first).toContain("4 rows of the log (30.8%) are in no user-day; the audit says why.");
    expect(first).toContain("Read as text and not summed");
    expect(first).toContain("Rows of a user do not stand together.");
    expect(text).toContain("Passes, look");
    expect(text).toContain('<li class="verdict-warn">');
  });

  it("names periods by their numbers and gaps by their days", () => {
    expect(pages.get("periods")).toContain("periods 3 to 12");
    expect(pages.get("days")).toContain("nobody was logged (2020-01-10 to 2020-01-11)");
  });

  it("does not grow with users or with the length of the calendar", async () => {
    const larger = await renderInspection(await simulatedInspection(160, 20), "");
    expect(larger.length).toBeLessThan(1.1 * pages.get("kuairec")!.length);
    // 1,300 days are drawn as runs of four, 325 points: as much as of any log of up to 400 days.
    expect(condensed(logs.get("years")!).people).toHaveLength(325);
    expect(pages.get("years")!.length).toBeLessThan(1_500_000);
    expect(pages.get("years")).toContain("Each point and row stands for 4 days");
  });

  it("is the same however often it is made", async () => {
    expect(await renderInspection(logs.get("days")!, "")).toBe(pages.get("days"));
  });
});

describe("condensed", () => {
  it("averages rates, adds up who came and went, and keeps the first label", () => {
    const inspection = logs.get("years")!;
    const run = inspection.summary.daily_panel_summary.slice(4, 8);
    const mean = run.reduce((sum, row) => sum + Number(row.active_rate), 0) / 4;
    const row = condensed(inspection).summary.daily_panel_summary[1]!;
    expect(row.event_date).toBe("2020-01-05");
    expect(row.active_rate).toBeCloseTo(mean, 12);
    const came = inspection.people.reduce((sum, { entered }) => sum + entered, 0);
    expect(condensed(inspection).people.reduce((sum, { entered }) => sum + entered, 0)).toBe(came);
  });
});
