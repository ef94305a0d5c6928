import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

const chromiumPath = process.env.COUNTERDAY_CHROMIUM ?? "/usr/bin/chromium";
const bundle =
  process.env.COUNTERDAY_SCRIPT ??
  fileURLToPath(new URL("../../dist/report/browser/hydrate.bundle.js", import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The script of reports as the build bundled it. */
export function builtScript(): string {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run \`npm run build\` first`);
  return readFileSync(bundle, "utf8");
}

export interface BrowserTest {
  /** Folder for pages, gone when the tests of the file are done. */
  readonly folder: string;
  readonly withPage: <T>(
    file: string,
    options: BrowserContextOptions,
    work: (opened: Opened) => Promise<T>,
  ) => Promise<T>;
}

/** A browser and a folder for the tests of one file. */
export function browserTest(): BrowserTest {
  const folder = mkdtempSync(join(tmpdir(), "counterday-report-"));
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!existsSync(chromiumPath))
      throw new Error(`${chromiumPath} is missing: install Chromium or set COUNTERDAY_CHROMIUM`);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, withPage: (file, options, work) => withPage(browser!, file, options, work) };
}

export interface Opened {
  readonly page: Page;
  /** Console messages, page errors, and requests for anything but the page itself. */
  readonly faults: string[];
}

/** Opens a page and waits until its charts live (with scripts) or it has loaded (without). */
async function withPage<T>(
  browser: Browser,
  file: string,
  options: BrowserContextOptions,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  if (!existsSync(file))
    throw new Error(
      `${file} is missing: run \`npm start\` first, or set COUNTERDAY_REPORT to another report`,
    );
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && request.url() !== "data:,")
      faults.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(address, { waitUntil: "load" });
    const charts = await page.locator("[data-chart]").count();
    if (options.javaScriptEnabled !== false && charts > 0) {
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLElement>("[data-chart]")].every((chart) => chart.dataset.state),
      );
    }
    return await work({ page, faults });
  } finally {
    await context.close();
  }
}

/** How far the page is wider than the window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const drawnCharts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-chart]")].map((chart) => chart.dataset.chart ?? ""),
  );

/** Violations of WCAG A and AA that axe calls serious or critical. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: unknown): Promise<{
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const found = await axe.run({ resultTypes: ["violations"] });
    return found.violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      );
  });
}
