import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = async (name: string) =>
  promisify(execFile)(process.execPath, [`examples/${name}`], { cwd: root });

beforeAll(() => {
  if (!existsSync(`${root}/dist/index.js`)) throw new Error("dist/ is missing: run `npm run build` first");
});

describe("examples", () => {
  it("are all run here", () => {
    const scripts = readdirSync(`${root}/examples`).filter((name) => name.endsWith(".mjs"));
    expect(scripts.sort()).toEqual(["estimators-on-arrays.mjs", "whole-way.mjs"]);
  });

  it("estimators-on-arrays: adjusting finds the true effect, the raw difference does not", async () => {
    const { stdout, stderr } = await run("estimators-on-arrays.mjs");
    expect(stderr).toBe("");
    const estimates = Object.fromEntries(
      [...stdout.matchAll(/^(\w+) +(-?[\d.]+) {2}error ([\d.]+)/gm)].map(([, name, estimate, error]) => [
        name,
        { estimate: Number(estimate), error: Number(error) },
      ]),
    );
    expect(Object.keys(estimates)).toEqual(["naive", "ipw", "standardisation", "aipw"]);
    // The effect is 2 by construction; interest raises pushes and visits alike, so the raw difference is too large.
    const distance = (name: string) => Math.abs(estimates[name]!.estimate - 2) / estimates[name]!.error;
    expect(distance("naive")).toBeGreaterThan(10);
    for (const name of ["ipw", "standardisation", "aipw"]) expect(distance(name), name).toBeLessThan(3);
  });

  it("whole-way: prints the answer beside the truth", async () => {
    const { stdout, stderr } = await run("whole-way.mjs");
    expect(stderr).toBe("");
    expect(stdout).toContain("simulated truth");
    expect(stdout).toContain("doubly robust");
    expect(stdout).toMatch(/no gate failed|failed: /);
  });
});
