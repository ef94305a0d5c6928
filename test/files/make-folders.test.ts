import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolders } from "../../src/files/make-folders.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "counterday-test-"));
  await writeFile(join(folder, "file.txt"), "a file");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("makeFolders", () => {
  it("makes what is missing and says which was first", async () => {
    expect(await makeFolders(join(folder, "a", "b", "c"))).toBe(join(folder, "a"));
    expect((await stat(join(folder, "a", "b", "c"))).isDirectory()).toBe(true);
    expect(await makeFolders(join(folder, "a", "b"))).toBeUndefined();
  });

  it("refuses a place below a file, naming the file", async () => {
    await expect(makeFolders(join(folder, "file.txt", "deep", "down"))).rejects.toThrow(
      expect.objectContaining({
        code: "files.cannot-make",
        message: expect.stringContaining(`${join(folder, "file.txt")} is a file`),
      }),
    );
  });

  it.skipIf(!existsSync("/proc/self"))("ends where the system makes no folders, and makes none", async () => {
    await expect(makeFolders("/proc/counterday/deep")).rejects.toMatchObject({ code: "files.cannot-make" });
  });
});
