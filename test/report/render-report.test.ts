import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { checkCharts } from "../../src/report/checks/check-charts.js";
import { renderIndex } from "../../src/report/render-index.js";
import { renderReport } from "../../src/report/render-report.js";
import { tables } from "../../src/report/tables/registry.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureReproduction, fixtureResult, sealedResult } from "./fixture-result.js";
import { fullResult } from "./full-result.js";

const script = 'document.title += "";// </script> <!--';
const page = async (result: StudyResult): Promise<string> =>
  (await renderReport(result, fixtureReproduction, script)).get("index.html")!;
const headings = (text: string): number[] =>
  [...text.matchAll(/<h([1-6])\b/g)].map((found) => Number(found[1]));

describe("the fixture", () => {
  it("is a result", () => {
    expect(resultSchema.safeParse(fixtureResult).error).toBeUndefined();
    expect(resultSchema.safeParse(sealedResult).error).toBeUndefined();
  });
});

describe("renderReport", () => {
  it("gives the page, the tables, and every chart as specification and picture", async () => {
    const files = await renderReport(fullResult, fixtureReproduction, script);
    const drawn = [...charts, ...checkCharts(fullResult)].filter((chart) => chart.drawn(fullResult));
    expect([...files.keys()].sort()).toEqual(
      [
        "index.html",
        ...tables.map((table) => `${table.name}.csv`),
        ...drawn.flatMap((chart) => [`charts/${chart.name}.svg`, `charts/${chart.name}.vl.json`]),
      ].sort(),
    );
    expect(files.get("balance.csv")!.split("\r\n")).toHaveLength(22);
  });

  it("is the same however often and in whatever order it is made", async () => {
    const first = await renderReport(fixtureResult, fixtureReproduction, script);
    await renderReport(sealedResult, fixtureReproduction, script);
    expect(await renderReport(fixtureResult, fixtureReproduction, script)).toEqual(first);
  });

  it("allows its own script and style by hash and nothing else", async () => {
    const text = await page(fixtureResult);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    const hashed = (content: string): string =>
      `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    const inline = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((found) => found[1]!);
    expect(inline).toHaveLength(1);
    expect(policy).toContain(hashed(inline[0]!));
    expect(policy).toContain(hashed(/<style>([\s\S]*?)<\/style>/.exec(text)![1]!));
    expect(text).not.toMatch(/ style="/);
    expect(text).not.toMatch(/(?:src|href)=["']?(?:https?:)?\/\//);
  });

  it("never shows a number that is none", async () => {
    for (const result of [fixtureResult, sealedResult]) {
      expect(await page(result)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  });

  it("answers first: question, verdict, sentence, and the truth marked as simulated", async () => {
    const text = await page(fixtureResult);
    const order = [
      fixtureResult.question,
      "Causal reading",
      "lowers interactions",
      "Simulated truth",
      'id="people"',
    ].map((words) => text.indexOf(words, text.indexOf("<main")));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.every((at) => at > 0)).toBe(true);
  });

  it("refuses unmistakably: the reasons, no causal chip, no truth", async () => {
    const text = await page(sealedResult);
    expect(text).toContain("Association only: no causal answer");
    expect(text).toContain("2 gates failed");
    expect(text).toContain('class="answer refusal');
    expect(text).not.toContain("Causal reading");
    expect(text).not.toContain("Simulated truth");
    expect(await page(fixtureResult)).not.toContain('class="answer refusal');
  });

  it("has one first heading and skips no level", async () => {
    const levels = headings(await page(sealedResult));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, i) => {
      expect(level - levels[i]!).toBeLessThanOrEqual(1);
    });
  });

  it("escapes what people wrote", async () => {
    const text = await page({ ...fixtureResult, question: "<img src=x onerror=alert(1)>" });
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&lt;img src=x");
  });

  it("is a page without a script when given none", async () => {
    const files = await renderReport(fixtureResult, fixtureReproduction, "");
    expect(files.get("index.html")).not.toContain("script-src");
    expect(files.get("index.html")).not.toContain("<script>");
  });

  it("stands without weights, balance, overlap or estimates", async () => {
    const bare: StudyResult = {
      ...sealedResult,
      estimates: [],
      balance: [],
      weights: [],
      weightsByDay: [],
      dailyRates: [],
      readiness: [],
      audit: [],
      attrition: [],
      overlap: { bins: [], lowest: 0, highest: 0, shareOutside: 0, bounds: [0.025, 0.975] },
    };
    expect(await page(bare)).toContain("No effect can be claimed");
  });

  it("has parts for checks, robustness and days only when the result holds something for them", async () => {
    const [bare, full] = [await page(fixtureResult), await page(fullResult)];
    for (const id of [
      "falsification",
      "balance-covariate",
      "check-pastOutcome",
      "chart-robustness",
      "chart-bound",
    ]) {
      expect(bare).not.toContain(`id="${id}"`);
      expect(full.match(new RegExp(`id="${id}"`, "g"))).toHaveLength(1);
    }
    expect(bare).toContain("There is no linear companion.");
    expect(full).toContain("No analysis row has a day after it with a known treatment.");
    expect(full).toContain("Expected when nothing is wrong:");
    expect(full).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const ids = [...full.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]!);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    headings(full).forEach((level, i, all) => {
      if (i > 0) expect(level - all[i - 1]!).toBeLessThanOrEqual(1);
    });
  });

  it("is as light for a panel of 452,088 user-days as for a small one, and holds no row of a user", async () => {
    const large: StudyResult = {
      ...fullResult,
      log: { ...fullResult.log, users: 7_176, days: 63, events: 12_530_806, panelRows: 452_088 },
      attrition: fullResult.attrition.map((step) => ({ ...step, rows: 18 * step.rows, users: 7_176 })),
      estimates: fullResult.estimates.map((row) => ({ ...row, n: { ...row.n, rows: 401_337 } })),
    };
    const [small, big] = [(await page(fullResult)).length, (await page(large)).length];
    expect(Math.abs(big - small)).toBeLessThan(2_000);
    // 63 days of 20 covariates drawn, listed and saved; under 1 MB however long the log (DESIGN section 8)
    expect(big).toBeLessThan(920_000);
  });

  it("keeps all but the script under 400 kB", async () => {
    expect((await page(fixtureResult)).length).toBeLessThan(400_000);
  });
});

describe("renderIndex", () => {
  it("lists reports by slug with verdict, question and sentence", () => {
    const text = renderIndex([sealedResult, fixtureResult]);
    expect(text.indexOf(fixtureResult.slug)).toBeLessThan(text.indexOf(sealedResult.slug));
    expect(text).toContain("Association only");
    expect(text).toContain("Causal reading");
    expect(text).toContain("high-intensity-future-interactions/index.html");
    expect(text).toContain("lowers interactions");
  });

  it("says so when there is none", () => {
    expect(renderIndex([])).toContain("No report yet");
  });
});
