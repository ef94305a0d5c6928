import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { renderIndex } from "../../src/report/render-index.js";
import { fixtureResult, sealedResult } from "../report/fixture-result.js";
import { browserTest, overflow, violations } from "./open-page.js";

const { folder, withPage } = browserTest();
const file = join(folder, "index.html");

beforeAll(() => {
  writeFileSync(file, renderIndex([fixtureResult, sealedResult]));
});

describe("the list of reports", () => {
  it.each(["light", "dark"] as const)("opens offline and is accessible, %s", (colorScheme) =>
    withPage(
      file,
      { colorScheme, bypassCSP: true, viewport: { width: 360, height: 800 } },
      async ({ page, faults }) => {
        expect(await page.locator(".entry:visible").count()).toBe(2);
        expect(await overflow(page)).toBe(0);
        expect(faults).toEqual([]);
        expect(await violations(page)).toEqual([]);
      },
    ),
  );

  it("is searched by words and by verdict", () =>
    withPage(file, {}, async ({ page, faults }) => {
      const shown = (): Promise<number> => page.locator(".entry:visible").count();
      await page.getByLabel("Search").fill("LOWERS interactions");
      expect(await shown()).toBe(1);
      expect(await page.locator(".find output").textContent()).toBe("1 of 2 shown");
      await page.getByLabel("Search").fill("");
      await page.getByLabel("Verdict").selectOption({ label: "association only" });
      expect(await shown()).toBe(1);
      expect(await page.locator(".entry:visible").textContent()).toContain("Association only");
      await page.getByLabel("Verdict").selectOption({ label: "any" });
      expect(await shown()).toBe(2);
      expect(faults).toEqual([]);
    }));

  it("lists everything without scripts", () =>
    withPage(file, { javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator(".entry:visible").count()).toBe(2);
      expect(await page.locator(".find").isVisible()).toBe(false);
    }));
});
