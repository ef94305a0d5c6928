import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsCsv } from "../report/inspect-fixture.js";
import { counterday } from "./counterday.js";

let folder: string;
let table: string;
const inspect = (...args: string[]) =>
  counterday(["inspect", "table", "--table", table, ...args], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  table = join(folder, "my log.csv");
  await writeFile(table, eventsCsv(20, 15));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("counterday inspect", () => {
  it("writes one page and says where, the same bytes each time", async () => {
    const page = join(folder, "pages", "log.html");
    const { code, stdout, stderr } = await inspect("--out", page, "--json", "--threads", "1");
    expect(code, stderr).toBe(0);
    const printed = JSON.parse(stdout);
    expect(printed).toMatchObject({ source: "table", origin: "recorded", page, users: 20, userDays: 300 });
    const text = await readFile(page, "utf8");
    expect(printed.bytes).toBe(Buffer.byteLength(text));
    expect(text).toContain("What is in table “my log”?");
    expect(text).toContain("counterday inspect table --table &#39;my log.csv&#39; --out log.html");
    expect(text).not.toContain(folder);
    expect(text).toContain("<script>");
    await inspect("--out", page, "--threads", "2");
    expect(await readFile(page, "utf8")).toBe(text);
    expect(await readdir(join(folder, "pages"))).toEqual(["log.html"]);
  });

  it("prints the page's place to a person", async () => {
    const page = join(folder, "person.html");
    const { code, stdout } = await inspect("--out", page, "--format", "text");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${page}\n` });
  });

  it.each([
    ["a folder", () => folder, "cli.out-not-a-page"],
    ["a name that is no page", () => join(folder, "page.pdf"), "cli.out-not-a-page"],
    ["a place below a file", () => join(table, "deep", "log.html"), "files.cannot-make"],
  ])("refuses %s as --out", async (_, out, code) => {
    const { code: exit, stdout, stderr } = await inspect("--out", out());
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toContain(code);
  });

  it("writes nothing when the log cannot be read", async () => {
    const page = join(folder, "deep", "none.html");
    const { code, stderr } = await inspect("--user", "nobody", "--day", "date", "--out", page);
    expect(code, stderr).toBe(2);
    expect(existsSync(join(folder, "deep"))).toBe(false);
  });
});
