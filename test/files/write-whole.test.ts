import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { writeWhole } from "../../src/files/write-whole.js";

const report = (text: string) =>
  new Map<string, string | Uint8Array>([
    ["index.html", text],
    ["charts/weights.json", new Uint8Array([123, 125])],
  ]);

function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder("whole-", work);
}

describe("writeWhole", () => {
  it("makes the folder with all files, parents included", () =>
    inFolder(async (folder) => {
      const target = join(folder, "reports", "one");
      await writeWhole(target, report("first"));
      expect(await readFile(join(target, "index.html"), "utf8")).toBe("first");
      expect(await readFile(join(target, "charts", "weights.json"), "utf8")).toBe("{}");
      expect(await readdir(join(folder, "reports"))).toEqual(["one"]);
    }));

  it("replaces an earlier run as a whole: no file of it stays", () =>
    inFolder(async (folder) => {
      const target = join(folder, "one");
      await writeWhole(target, new Map([...report("first"), ["old.csv", "x"]]));
      await expect(writeWhole(target, report("second"))).rejects.toMatchObject({ code: "files.not-ours" });
      await writeWhole(target, report("second"), { earlier: ["old.csv"] });
      expect((await readdir(target)).sort()).toEqual(["charts", "index.html"]);
      expect(await readFile(join(target, "index.html"), "utf8")).toBe("second");
      expect(await readdir(folder)).toEqual(["one"]);
    }));

  it("never removes a file that no run wrote, and names it", () =>
    inFolder(async (folder) => {
      const target = join(folder, "one");
      await writeWhole(target, report("first"));
      await writeFile(join(target, "notes.txt"), "mine");
      await writeFile(join(target, "charts", "mine.png"), "mine");
      await writeFile(join(target, ".DS_Store"), "left by a file manager");
      await expect(writeWhole(target, report("second"), { earlier: ["old.csv"] })).rejects.toMatchObject({
        name: "UsageError",
        code: "files.not-ours",
        message: expect.stringContaining("charts/mine.png, notes.txt;"),
      });
      expect(await readFile(join(target, "index.html"), "utf8")).toBe("first");
      expect(await readFile(join(target, "notes.txt"), "utf8")).toBe("mine");
    }));

  it("fills an empty folder", () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, "one"));
      await writeWhole(join(folder, "one"), report("first"));
      expect((await readdir(join(folder, "one"))).length).toBe(2);
    }));

  it("leaves what was there when writing fails, and nothing beside it", () =>
    inFolder(async (folder) => {
      const target = join(folder, "one");
      await writeWhole(target, report("first"));
      const clash = new Map([
        ["index.html", "second"],
        ["index.html/below", "a file cannot stand under a file"],
      ]);
      await expect(writeWhole(target, clash)).rejects.toThrow();
      await expect(writeWhole(target, report("x"), { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: "interrupted",
      });
      expect(await readFile(join(target, "index.html"), "utf8")).toBe("first");
      expect(await readdir(folder)).toEqual(["one"]);
      await expect(writeWhole(join(folder, "deep", "new"), clash)).rejects.toThrow();
      expect(await readdir(folder)).toEqual(["one"]);
    }));

  it.each(["../out.txt", "/etc/x", "a//b", "a/../../b", "", "a\\b", "./a"])("refuses the path %j", (path) =>
    inFolder(async (folder) => {
      const work = writeWhole(join(folder, "one"), new Map([[path, "x"]]));
      await expect(work).rejects.toMatchObject({ name: "UsageError", code: "files.bad-path" });
      expect(await readdir(folder)).toEqual([]);
    }),
  );

  it("refuses to replace what it did not write: a file, other people's folder, the working folder", () =>
    inFolder(async (folder) => {
      await writeFile(join(folder, "file"), "x");
      await expect(writeWhole(join(folder, "file"), report("x"))).rejects.toMatchObject({
        code: "files.not-a-folder",
      });
      await expect(writeWhole(folder, report("x"))).rejects.toMatchObject({ code: "files.not-ours" });
      await expect(writeWhole(".", report("x"))).rejects.toMatchObject({ code: "files.not-ours" });
      await expect(writeWhole("..", report("x"))).rejects.toMatchObject({ code: "files.not-ours" });
      expect(await readdir(folder)).toEqual(["file"]);
    }));
});
