import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Estimand } from "../../src/estimand/estimand.js";
import { counterday, ended, startCounterday } from "./counterday.js";
import { questionData } from "./question-data.js";

const slug = "high-intensity-future-interactions";
let folder: string;
let sound: Estimand;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  sound = await questionData(slug);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, content: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};

describe("counterday list", () => {
  it("names every question of ./estimands, as JSON when piped", async () => {
    const { code, stdout, stderr } = await counterday(["list"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const listed = JSON.parse(stdout) as { slug: string }[];
    expect(listed).toContainEqual({
      slug,
      file: `estimands/${slug}.ts`,
      question: sound.question,
      faults: 0,
    });
  });

  it("is a table for a person", async () => {
    const { code, stdout } = await counterday(["list", "--format", "text"]);
    expect(code).toBe(0);
    expect(stdout).toContain(slug);
    expect(stdout).not.toContain("\u001b[");
  });

  it("is empty, and no fault, where there is no such folder", async () => {
    expect(await counterday(["list"], { cwd: folder })).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });
});

describe("counterday check", () => {
  it("prints a sound question in words, with the days of every column", async () => {
    const { code, stdout, stderr } = await counterday(["check", slug, "--format", "text"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ok estimands\//);
    expect(stdout).toContain(sound.question);
    expect(stdout).toMatch(/day -1\b/);
    expect(stdout).toMatch(/days 1 to 3/);
  });

  it("gives the same as JSON", async () => {
    const { code, stdout } = await counterday(["check", `estimands/${slug}.ts`, "--json"]);
    expect(code).toBe(0);
    const checked = JSON.parse(stdout);
    expect(checked).toMatchObject({ ok: true, slug, question: sound.question, primary: sound.primary });
    expect(checked.outcome).toMatchObject({ column: sound.outcome, window: "days 1 to 3" });
  });

  it("reads a question as JSON, and out of a manifest", async () => {
    const plain = await write("plain-data.json", sound);
    const manifest = await write("manifest.json", {
      slug: "from-manifest",
      estimandHash: "0",
      estimand: sound,
    });
    for (const [file, name] of [
      [plain, "plain-data"],
      [manifest, "from-manifest"],
    ] as const) {
      const { code, stdout } = await counterday(["check", file, "--json"]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, slug: name, question: sound.question });
    }
  });

  it("loads a question that stands outside the project", async () => {
    const file = await write(
      "elsewhere.ts",
      `import { defineEstimand } from "counterday";
       enum Seed { one = 1 }
       const spec: Record<string, unknown> = ${JSON.stringify(sound)};
       export default defineEstimand({ ...spec, inference: { seed: Seed.one } } as never);`,
    );
    const { code, stderr } = await counterday(["check", file, "--json"], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("a question with three faults", () => {
  const faulty = () => ({
    ...sound,
    outcome: "future_3day_interaction",
    primary: "aipv",
    adjustFor: { ...sound.adjustFor, history: [...sound.adjustFor.history, "lag_1_interactionz"] },
  });

  it.each(["check", "run"])("%s names all three and exits 2, leaving no file", async (command) => {
    const file = await write("three-faults.json", faulty());
    const before = await readdir(folder);
    const { code, stdout, stderr } = await counterday([command, file, "--format", "text"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("[estimand.invalid]");
    expect(stderr).toContain("3 faults");
    for (const word of ["future_3day_interaction", "aipv", "lag_1_interactionz"])
      expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(await readdir(folder)).toEqual(before);
  });

  it("is data with --json", async () => {
    const file = await write("three-faults.json", faulty());
    const { code, stdout, stderr } = await counterday(["check", file, "--json"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ ok: false, slug: "three-faults" });
    expect(found.error).toEqual({ code: "estimand.invalid", message: expect.stringMatching(/3 faults$/) });
    expect(found.faults).toHaveLength(3);
    for (const fault of found.faults)
      expect(fault).toEqual({ path: expect.any(String), message: expect.any(String) });
  });
});

describe("a question that cannot be read", () => {
  const cases: readonly [string, string, string, string][] = [
    ["is no TypeScript", "broken.ts", "export default {", "cli.unreadable-question"],
    ["exports nothing", "nothing.ts", "export const a = 1;", "cli.unreadable-question"],
    ["is no JSON", "broken.json", "{", "cli.unreadable-question"],
    ["has a name that names no folder", "My Question.json", "{}", "cli.bad-slug"],
    ["is another kind of file", "question.csv", "", "cli.unreadable-question"],
    ["is no question", "number.json", "7", "estimand.invalid"],
  ];

  it.each(cases)("because it %s: exit 2", async (_, name, content, expected) => {
    const file = await write(name, content);
    const { code, stdout, stderr } = await counterday(["check", file, "--format", "text"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`[${expected}]`);
  });

  it("because there is none: the nearest slug is named", async () => {
    for (const wrong of [
      "high-intensity-future-interaction",
      "estimands/high-intensity-futur-interactions.ts",
    ]) {
      const { code, stdout, stderr } = await counterday(["run", wrong]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("[cli.unknown-question]");
      expect(stderr).toContain(`Did you mean ${slug}?`);
    }
  });
});

describe("any error", () => {
  it.each([
    [["run", "no-such-question", "--json"], "cli.unknown-question"],
    [["check", "no-such-question", "--format", "json"], "cli.unknown-question"],
    [["list", "--jsonn", "--json"], "cli.usage"],
    [["simulate", "--json"], "cli.usage"],
  ])("of %j is one JSON object on stdout", async (args, code) => {
    const found = await counterday(args);
    expect(found.code).toBe(2);
    expect(JSON.parse(found.stdout)).toEqual({ error: { code, message: expect.stringMatching(/^[^[]/) } });
    expect(found.stderr).not.toBe("");
  });
});

describe("streams", () => {
  it("do not mind a reader that goes away", async () => {
    const child = startCounterday(["check", slug]);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: "" });
  });

  it("show where an error happened only when asked", async () => {
    const { code, stderr } = await counterday(["check", "no-such-question", "--debug"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\n {4}at /);
  });
});
