import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../src/report/render-report.js";
import { fixtureReproduction, fixtureResult, sealedResult } from "../report/fixture-result.js";
import { fullResult } from "../report/full-result.js";
import { longResult } from "../report/long-result.js";
import { browserTest, builtScript, drawnCharts, overflow, violations } from "./open-page.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const realReport = resolve(
  root,
  process.env.COUNTERDAY_REPORT ?? "reports/high-intensity-future-interactions/index.html",
);

const { folder, withPage } = browserTest();
const pages: readonly (readonly [name: string, file: string])[] = [
  ["the fixture", join(folder, "fixture.html")],
  ["the fixture with everything", join(folder, "full.html")],
  ["the sealed fixture", join(folder, "sealed.html")],
  ["the report that was made", realReport],
];

beforeAll(async () => {
  const script = builtScript();
  for (const [result, file] of [
    [fixtureResult, "fixture.html"],
    [fullResult, "full.html"],
    [sealedResult, "sealed.html"],
  ] as const) {
    const files = await renderReport(result, fixtureReproduction, script);
    writeFileSync(join(folder, file), files.get("index.html")!);
  }
});

/** Charts of the page whose live or drawn picture holds marks and is seen. */
const seenCharts = (page: Page, picture: string): Promise<string[]> =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>("[data-chart]")]
        .filter((chart) =>
          [...chart.querySelectorAll<SVGElement>(selector)].some(
            (svg) =>
              svg.getBoundingClientRect().width > 200 && svg.querySelectorAll("path, line, text").length > 8,
          ),
        )
        .map((chart) => chart.dataset.chart ?? ""),
    picture,
  );

describe.each(pages)("%s", (_name, file) => {
  it("loads without a console message, a page error or a request, and every chart comes to life", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const all = await drawnCharts(page);
      expect(all.length).toBeGreaterThanOrEqual(5);
      expect(await seenCharts(page, ".live svg")).toEqual(all);
      expect(await seenCharts(page, ".drawn svg")).toEqual([]);
      expect(faults).toEqual([]);
    }));

  it("shows the numbers of a mark under the pointer", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const mark = page.locator('[data-chart="estimates"] .live .mark-symbol path').first();
      await mark.scrollIntoViewIfNeeded();
      await mark.hover();
      const tip = page.locator("#vg-tooltip-element.visible");
      await tip.waitFor();
      expect(await tip.textContent()).toMatch(/Estimator.*Estimate.*Interval/);
      expect(faults).toEqual([]);
    }));

  it("writes the same estimates drawn and live", () =>
    withPage(file, {}, async ({ page }) => {
      const written = (picture: string): Promise<string[]> =>
        page.evaluate(
          (selector) =>
            [...document.querySelectorAll(`[data-chart="estimates"] ${selector} text`)]
              .map((text) => text.textContent ?? "")
              .filter((text) => /^[+−]?[\d,]*\.\d{2,}$/.test(text)),
          picture,
        );
      expect(await written(".drawn-wide svg")).toEqual(await written(".live svg"));
      expect(await written(".drawn-narrow svg")).toEqual(await written(".live svg"));
    }));

  it("follows the reader's colour scheme, charts included", async () => {
    const colours = (colorScheme: "light" | "dark") =>
      withPage(file, { colorScheme }, async ({ page, faults }) => {
        expect(faults).toEqual([]);
        return page.evaluate(() => ({
          page: getComputedStyle(document.body).backgroundColor,
          text: getComputedStyle(document.body).color,
          chart: getComputedStyle(
            document.querySelector('[data-chart="estimates"] .live .role-axis-label text')!,
          ).fill,
        }));
      });
    const [light, dark] = [await colours("light"), await colours("dark")];
    expect(light.page).toBe("rgb(255, 255, 255)");
    expect(dark.page).not.toBe(light.page);
    expect(dark.text).not.toBe(light.text);
    expect(dark.chart).not.toBe(light.chart);
  });

  it.each([360, 390, 768, 1280, 1680])("fits a window %i pixels wide", (width) =>
    withPage(file, { viewport: { width, height: 800 } }, async ({ page, faults }) => {
      expect(await overflow(page)).toBe(0);
      const beyond = await page.evaluate(() =>
        [...document.querySelectorAll<SVGElement>(".live svg")]
          .filter((svg) => svg.getBoundingClientRect().right > innerWidth + 1)
          .map((svg) => svg.closest<HTMLElement>("[data-chart]")?.dataset.chart),
      );
      expect(beyond).toEqual([]);
      expect(faults).toEqual([]);
    }),
  );

  it("draws charts anew when the window changes", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const width = (): Promise<number> =>
        page.evaluate(() => document.querySelector(".live svg")!.getBoundingClientRect().width);
      const before = await width();
      await page.setViewportSize({ width: 390, height: 800 });
      await page.waitForFunction(
        (was) => document.querySelector(".live svg")!.getBoundingClientRect().width < was / 1.5,
        before,
      );
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
    }));

  it("prints the drawings that came with it, on white, without menus", () =>
    withPage(file, { colorScheme: "dark" }, async ({ page }) => {
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      expect(await seenCharts(page, ".drawn-wide svg")).toEqual(await drawnCharts(page));
      expect(await seenCharts(page, ".live svg")).toEqual([]);
      expect(await page.locator(".contents").isVisible()).toBe(false);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        "rgb(255, 255, 255)",
      );
      expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(20_000);
    }));

  it.each([360, 1280])("can be read without scripts, %i pixels wide", (width) =>
    withPage(
      file,
      { javaScriptEnabled: false, viewport: { width, height: 800 } },
      async ({ page, faults }) => {
        const wide = page.locator(".drawn-wide svg").first();
        const narrow = page.locator(".drawn-narrow svg").first();
        expect(await wide.isVisible()).toBe(width === 1280);
        expect(await narrow.isVisible()).toBe(width === 360);
        expect(await page.locator("h1").textContent()).toMatch(/\?$/);
        expect(await page.locator(".answer .sentence").textContent()).toMatch(/.{40}/);
        expect(await page.locator(".downloads a").first().getAttribute("href")).toMatch(/^data:text\/csv/);
        expect(faults).toEqual([]);
      },
    ),
  );

  it.each(["light", "dark"] as const)("has no serious accessibility fault, %s", (colorScheme) =>
    withPage(file, { colorScheme, bypassCSP: true }, async ({ page }) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await violations(page)).toEqual([]);
    }),
  );

  it("saves the numbers of a chart", () =>
    withPage(file, {}, async ({ page }) => {
      const saved = page.waitForEvent("download");
      await page.locator('[data-chart="balance"] .downloads a').first().click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe("balance.csv");
      expect(readFileSync((await download.path())!, "utf8")).toMatch(/^covariate,/);
    }));

  it("stays under a megabyte beside the data it offers to save and the rows that its charts draw", () => {
    weigh(readFileSync(file, "utf8"));
  });
});

/** Holds a page to its weight. */
function weigh(page: string): void {
  const rows = [...page.matchAll(/class="spec">(.*?)<\/script>/g)].flatMap(([, spec]) =>
    (JSON.parse(spec!) as { data: { values?: unknown }[] }).data.map(({ values }) =>
      Buffer.byteLength(JSON.stringify(values ?? "")),
    ),
  );
  expect(rows.length).toBeGreaterThan(5);
  const others = Buffer.byteLength(page.replace(/ href='data:[^']*'/g, ""));
  expect(others - rows.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(1_000_000);
}

describe("a page of 730 days and 80 covariates", () => {
  it("lives and weighs no more than others", async () => {
    const files = await renderReport(longResult(730, 80), fixtureReproduction, builtScript());
    const page = files.get("index.html")!;
    weigh(page);
    expect(Buffer.byteLength(page)).toBeLessThan(1_900_000);
    writeFileSync(join(folder, "long.html"), page);
    await withPage(join(folder, "long.html"), {}, async ({ page: shown, faults }) => {
      expect(await seenCharts(shown, ".live svg")).toEqual(await drawnCharts(shown));
      await shown.getByLabel("Day", { exact: true }).selectOption({ index: 25 });
      expect(await overflow(shown)).toBe(0);
      expect(faults).toEqual([]);
    });
  });
});

describe("a page whose script fails", () => {
  it("keeps the drawings that came with it", async () => {
    const broken = readFileSync(join(folder, "fixture.html"), "utf8").replaceAll(
      /class="spec">\{/g,
      'class="spec">not json {',
    );
    writeFileSync(join(folder, "broken.html"), broken);
    await withPage(join(folder, "broken.html"), {}, async ({ page, faults }) => {
      expect(await seenCharts(page, ".drawn-wide svg")).toEqual(await drawnCharts(page));
      expect(faults.every((fault) => /JSON/.test(fault))).toBe(true);
      expect(faults.length).toBeGreaterThan(0);
    });
  });
});
