import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { writeWholeFolder } from "../../src/files/write-whole-folder.js";

const names = ["a.txt"];

describe("writeWholeFolder", () => {
  it("shows nothing until the work has ended, then everything", () =>
    withTemporaryFolder("whole-", async (folder) => {
      const target = join(folder, "deep", "out");
      const made = await writeWholeFolder(target, { names }, async (aside) => {
        await writeFile(join(aside, "a.txt"), "new");
        expect(await readdir(join(folder, "deep"))).toEqual([expect.stringMatching(/^\.out\.partial-/)]);
        return 7;
      });
      expect(made).toBe(7);
      expect(await readdir(join(folder, "deep"))).toEqual(["out"]);
      expect(await readFile(join(target, "a.txt"), "utf8")).toBe("new");
    }));

  it("leaves what stood there, and no trace, when the work fails or is stopped", () =>
    withTemporaryFolder("whole-", async (folder) => {
      const target = join(folder, "out");
      await writeWholeFolder(target, { names }, (aside) => writeFile(join(aside, "a.txt"), "old"));
      const failed = writeWholeFolder(target, { names }, async (aside) => {
        await writeFile(join(aside, "a.txt"), "half");
        throw new Error("no more");
      });
      await expect(failed).rejects.toThrow("no more");
      const stopped = new AbortController();
      const late = writeWholeFolder(target, { names, signal: stopped.signal }, async () => stopped.abort());
      await expect(late).rejects.toMatchObject({ code: "interrupted" });
      const fresh = writeWholeFolder(join(folder, "x", "y"), { names }, () =>
        Promise.reject(new Error("no")),
      );
      await expect(fresh).rejects.toThrow("no");
      expect(await readdir(folder)).toEqual(["out"]);
      expect(await readFile(join(target, "a.txt"), "utf8")).toBe("old");
    }));

  it("refuses a folder of somebody else before any work", () =>
    withTemporaryFolder("whole-", async (folder) => {
      await mkdir(join(folder, "photos"));
      await writeFile(join(folder, "photos", "cat.jpg"), "");
      const refused = writeWholeFolder(join(folder, "photos"), { names }, () =>
        Promise.reject(new Error("work was begun")),
      );
      await expect(refused).rejects.toMatchObject({ code: "files.not-ours" });
    }));
});
