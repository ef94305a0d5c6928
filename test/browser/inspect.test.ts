import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { renderInspection } from "../../src/report/inspect/render-inspection.js";
import { simulatedInspection } from "../report/inspect-fixture.js";
import { browserTest, builtScript, drawnCharts, overflow, violations } from "./open-page.js";

const { folder, withPage } = browserTest();
const file = join(folder, "inspect.html");

beforeAll(async () => {
  writeFileSync(file, await renderInspection(await simulatedInspection(), builtScript()));
});

describe("the page about a log", () => {
  it("draws everything that an exploration plots, alive, without a message or a request", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const all = await drawnCharts(page);
      for (const part of [
        "watch_ratio",
        "play_duration",
        "users_events",
        "active_day",
        "popularity",
        "balance",
      ])
        expect(all.filter((name) => name.replaceAll("-", "_").includes(part)).length, part).toBeGreaterThan(
          0,
        );
      const alive = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("[data-chart]")]
          .filter((chart) => chart.querySelector(".live svg")?.querySelectorAll("path, line, text").length)
          .map((chart) => chart.dataset.chart),
      );
      expect(alive).toEqual(all);
      expect(faults).toEqual([]);
    }));

  it("shows the numbers of a bar under the pointer", () =>
    withPage(file, {}, async ({ page }) => {
      const bar = page.locator("#events [data-chart] .live .mark-rect path").nth(1);
      await bar.scrollIntoViewIfNeeded();
      await bar.hover({ force: true });
      await page.locator("#vg-tooltip-element.visible").waitFor();
      expect(await page.locator("#vg-tooltip-element").textContent()).toMatch(/from.*Share/);
    }));

  it.each([360, 768, 1280])("fits a window %i pixels wide", (width) =>
    withPage(file, { viewport: { width, height: 800 } }, async ({ page, faults }) => {
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
    }),
  );

  it.each(["light", "dark"] as const)("has no serious accessibility fault, %s", (colorScheme) =>
    withPage(file, { colorScheme, bypassCSP: true }, async ({ page }) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await violations(page)).toEqual([]);
    }),
  );

  it("can be read without scripts, and prints", () =>
    withPage(file, { javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator(".drawn-wide svg").first().isVisible()).toBe(true);
      expect(await page.locator("table").count()).toBeGreaterThan(5);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".contents").isVisible()).toBe(false);
    }));

  it("stays under a megabyte beside the charts' script", () => {
    expect(readFileSync(file).length - builtScript().length).toBeLessThan(1_000_000);
  });
});
