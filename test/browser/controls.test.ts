import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { renderReport } from "../../src/report/render-report.js";
import { fixtureReproduction } from "../report/fixture-result.js";
import { fullResult } from "../report/full-result.js";
import { browserTest, builtScript, overflow } from "./open-page.js";

const { folder, withPage } = browserTest();
const file = join(folder, "full.html");

beforeAll(async () => {
  const files = await renderReport(fullResult, fixtureReproduction, builtScript());
  writeFileSync(file, files.get("index.html")!);
});

describe("the truncation control", () => {
  it("moves effective size, estimate and both charts, by keyboard", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const control = page.locator('[data-control="step"]');
      const slider = page.getByLabel("Cut the weights");
      await slider.waitFor();
      const read = (): Promise<string[]> => control.locator("dd").allTextContents();
      const light = (): Promise<(number | undefined)[]> =>
        page.evaluate(() =>
          ["truncation-effective", "truncation-estimate"].map(
            (name) =>
              document
                .querySelector(`[data-chart="${name}"] .live .layer_0_marks line`)
                ?.getBoundingClientRect().left,
          ),
        );
      expect((await read()).slice(0, 2)).toEqual(["18,902 (77.7%)", "−1.68\u00a0interactions"]);
      const before = await light();
      await slider.focus();
      await page.keyboard.press("End");
      await page.waitForFunction(
        () => document.querySelector('[data-control="step"] dd')?.textContent === "21,462 (88.3%)",
      );
      expect((await read())[1]).toBe("−1.34\u00a0interactions");
      expect(await slider.getAttribute("aria-valuetext")).toBe("at their 0.05 and 0.95 quantiles");
      const after = await light();
      before.forEach((left, i) => {
        expect(left).toBeGreaterThan(0);
        expect(after[i]! - left!).toBeGreaterThan(100);
      });
      expect(faults).toEqual([]);
    }));

  it("is absent without scripts, where the table holds the same numbers", () =>
    withPage(file, { javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator('[data-control="step"]').isVisible()).toBe(false);
      const row = page.locator("tr", { hasText: "at their 0.05 and 0.95 quantiles" }).first();
      expect(await row.textContent()).toContain("21,462");
    }));
});

describe("the balance by day", () => {
  it("moves to another covariate", () =>
    withPage(file, { viewport: { width: 360, height: 800 } }, async ({ page, faults }) => {
      const line = (): Promise<string | null> =>
        page.locator('[data-chart="balance-by-day"] .live .mark-line path').first().getAttribute("d");
      const before = await line();
      const list = page.getByLabel("Covariate", { exact: true });
      await list.selectOption({ label: "prior_3day_interactions" });
      await page.waitForFunction(
        (was) =>
          document.querySelector('[data-chart="balance-by-day"] .live .mark-line path')?.getAttribute("d") !==
          was,
        before,
      );
      expect(await page.locator('[data-control="covariate"] dd').first().textContent()).toMatch(
        /^0\.9\d+\sSD$/,
      );
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
    }));
});

describe("the love plot", () => {
  it("is searched, ordered and narrowed by keyboard, and its table with it, without a message", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const shown = (): Promise<string[]> =>
        page.evaluate(() =>
          [...document.querySelectorAll('[data-chart="balance"] .live .role-axis-label text')]
            .filter((text) => /[a-z]/.test(text.textContent ?? ""))
            .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
            .map((text) => text.textContent ?? ""),
        );
      const listed = (): Promise<string[]> =>
        page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('[data-found-by="balance"] tbody tr')]
            .filter((row) => !row.hidden)
            .map((row) => row.querySelector("th")?.textContent ?? ""),
        );
      const count = (words: string): Promise<unknown> =>
        page.waitForFunction(
          (sought) => document.querySelector('[data-finder="balance"] output')?.textContent === sought,
          words,
        );
      const all = fullResult.balance.filter(({ sample }) => sample === "unweighted");
      const sized = [...all].sort(
        (a, b) => Math.abs(b.standardizedMeanDifference) - Math.abs(a.standardizedMeanDifference),
      );
      expect(await shown()).toEqual(sized.map(({ covariate }) => covariate));

      await page.getByLabel("Find a covariate").focus();
      await page.keyboard.type("PRIOR day");
      const prior = all.map(({ covariate }) => covariate).filter((name) => name.startsWith("prior"));
      await count(`${prior.length} of ${all.length} covariates shown`);
      await expect.poll(async () => (await shown()).sort()).toEqual([...prior].sort());
      await page.getByLabel("Order", { exact: true }).selectOption({ label: "by name" });
      await expect.poll(shown).toEqual([...prior].sort());
      expect(await listed()).toEqual([...prior].sort());

      await page.getByLabel("Find a covariate").fill("no such name");
      await count(`0 of ${all.length} covariates shown`);
      await page.getByLabel("Find a covariate").fill("");
      await page.getByLabel("Show", { exact: true }).selectOption({ label: "after only" });
      await count(`${all.length} covariates`);
      await page.getByLabel("Day", { exact: true }).selectOption({ index: 3 });
      await page.getByLabel("Which", { exact: true }).selectOption({ index: 2 });
      await page.getByLabel("Which", { exact: true }).selectOption({ index: 1 });
      const beyond = all.filter(
        ({ standardizedMeanDifference }) => Math.abs(standardizedMeanDifference) > 0.1,
      );
      await count(`${beyond.length} of ${all.length} covariates shown`);
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
    }));

  it("shows every covariate without scripts and on paper, whatever was searched", async () => {
    await withPage(file, { javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator('[data-finder="balance"]').isVisible()).toBe(false);
      expect(await page.locator('[data-found-by="balance"] tbody tr[hidden]').count()).toBe(0);
    });
    await withPage(file, {}, async ({ page }) => {
      await page.getByLabel("Find a covariate").fill("lag");
      await page.locator('[data-found-by="balance"] summary').click();
      await page.emulateMedia({ media: "print" });
      const rows = page.locator('[data-found-by="balance"] tbody tr');
      expect(
        await rows.evaluateAll((found) => found.every((row) => row.getBoundingClientRect().height > 0)),
      ).toBe(true);
    });
  });
});
