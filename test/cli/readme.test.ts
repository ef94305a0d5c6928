import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { counterday } from "./counterday.js";

const readme = () => readFile(new URL("../../README.md", import.meta.url), "utf8");

describe("README.md", () => {
  it("shows a question without faults", async () => {
    const [, code] = /```ts\n([\s\S]*?)```/.exec(await readme()) ?? [];
    expect(code).toContain("defineEstimand");
    const folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
    try {
      const file = join(folder, "my-question.ts");
      await writeFile(file, code ?? "");
      const { code: exit, stderr } = await counterday(["check", file]);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("names every folder of src in its table", async () => {
    const entries = await readdir(new URL("../../src", import.meta.url), { withFileTypes: true });
    const text = await readme();
    const missing = entries.filter((entry) => entry.isDirectory() && !text.includes(`\`${entry.name}/\``));
    expect(missing.map((entry) => entry.name)).toEqual([]);
  });

  it("gives the two commands and no machine's paths", async () => {
    const text = await readme();
    expect(text).toContain("npm ci && npm start");
    expect(text).toContain("npm ci && npm test");
    expect(text).not.toMatch(/(^|[\s"'(`])\/(home|root|tmp|work|Users)\//m);
  });
});
