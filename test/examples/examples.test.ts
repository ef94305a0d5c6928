import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { referencePresent, whyAbsent } from "../reference/shared-table.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const chapters = [12, 13, 14, 15] as const;

async function run(name: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [`examples/${name}`], { cwd: root });
  expect(stderr).toBe("");
  return stdout;
}

/** Lines "name  estimate  error number" of an example's output. */
function estimatesOf(stdout: string): Record<string, { estimate: number; error: number }> {
  return Object.fromEntries(
    [...stdout.matchAll(/^(.+?) +(-?[\d.]+) {2}error ([\d.]+)/gm)].map(([, name, estimate, error]) => [
      name,
      { estimate: Number(estimate), error: Number(error) },
    ]),
  );
}

beforeAll(() => {
  if (!existsSync(`${root}/dist/index.js`)) throw new Error("dist/ is missing: run `npm run build` first");
});

describe("examples", () => {
  it("are all run here", () => {
    const scripts = readdirSync(`${root}/examples`).filter((name) => name.endsWith(".mjs"));
    expect(scripts.sort()).toEqual([
      "estimators-on-arrays.mjs",
      "events-to-estimate.mjs",
      "learners-on-arrays.mjs",
      "surrogate-index.mjs",
      ...chapters.map((chapter) => `what-if-chapter-${chapter}.mjs`),
      "whole-way.mjs",
    ]);
  });

  it("estimators-on-arrays: adjusting finds the true effect, the raw difference does not", async () => {
    const estimates = estimatesOf(await run("estimators-on-arrays.mjs"));
    expect(Object.keys(estimates)).toEqual(["naive", "ipw", "standardisation", "aipw"]);
    // The effect is 2 by construction; interest raises pushes and visits alike, so the raw difference is too large.
    const distance = (name: string) => Math.abs(estimates[name]!.estimate - 2) / estimates[name]!.error;
    expect(distance("naive")).toBeGreaterThan(10);
    for (const name of ["ipw", "standardisation", "aipw"]) expect(distance(name), name).toBeLessThan(3);
  });

  it("learners-on-arrays: learners find the true effect where straight lines do not", async () => {
    const estimates = estimatesOf(await run("learners-on-arrays.mjs"));
    const distance = (name: string) => Math.abs(estimates[name]!.estimate - 2) / estimates[name]!.error;
    expect(distance("raw difference")).toBeGreaterThan(10);
    expect(distance("doubly robust, straight lines")).toBeGreaterThan(10);
    expect(distance("doubly robust, learners")).toBeLessThan(3);
  });

  it("surrogate-index: finds the long effect more closely than the direct estimate, and sees where it cannot", async () => {
    const [held, failed] = (await run("surrogate-index.mjs")).split("\n\n");
    const [whole, direct] = Object.values(estimatesOf(held!));
    expect(Math.abs(whole!.estimate - 2.7) / whole!.error).toBeLessThan(3);
    expect(whole!.error).toBeLessThan(direct!.error);
    expect(held).toContain("surrogacy: not refuted.");
    const [missed] = Object.values(estimatesOf(failed!));
    expect((3.7 - missed!.estimate) / missed!.error).toBeGreaterThan(5);
    expect(failed).toContain("surrogacy: refuted.");
  });

  it("events-to-estimate: from a table of events to the true effect", async () => {
    const stdout = await run("events-to-estimate.mjs");
    const intervals = new Map(
      [...stdout.matchAll(/^(\w+) .*interval ([\d.]+) to ([\d.]+)$/gm)].map(([, name, lower, upper]) => [
        name!,
        [Number(lower), Number(upper)] as const,
      ]),
    );
    expect([...intervals.keys()]).toEqual(["naive", "ipw", "standardisation", "aipw", "tmle"]);
    expect(intervals.get("naive")![0]).toBeGreaterThan(4);
    for (const name of ["ipw", "standardisation", "aipw", "tmle"]) {
      const [lower, upper] = intervals.get(name)!;
      expect(2 >= lower && 2 <= upper, name).toBe(true);
    }
  });

  it("whole-way: prints the answer beside the truth", async () => {
    const stdout = await run("whole-way.mjs");
    expect(stdout).toContain("simulated truth");
    expect(stdout).toContain("doubly robust");
    expect(stdout).toMatch(/no gate failed|failed: /);
  });

  it.skipIf(referencePresent)(
    "what-if chapters say that they are skipped without the reference",
    async () => {
      for (const chapter of chapters)
        expect(await run(`what-if-chapter-${chapter}.mjs`)).toBe(
          "skipped: ../shared/reference/nhefs is absent\n",
        );
    },
  );

  it.skipIf(!referencePresent)(
    `what-if chapters: ours are theirs, as far as printed${whyAbsent}`,
    async () => {
      for (const chapter of chapters) {
        const stdout = await run(`what-if-chapter-${chapter}.mjs`);
        const pairs = [
          ...stdout.matchAll(/^(.{58}) *(-?[\d.]+) +(-?[\d.]+) {2}(published|computed by .+)$/gm),
        ].map(([, what, ours, theirs]) => ({ what: what!.trim(), ours, theirs }));
        expect(pairs.length, `chapter ${chapter}`).toBeGreaterThanOrEqual(5);
        for (const { what, ours, theirs } of pairs) {
          // Two bootstraps of different draws: their errors differ by chance, a tenth at 200 draws.
          if (what.includes("bootstrap error"))
            expect(Math.abs(Number(ours) / Number(theirs) - 1), what).toBeLessThan(0.25);
          else expect(ours, `${chapter}: ${what}`).toBe(theirs);
        }
      }
    },
  );
});
