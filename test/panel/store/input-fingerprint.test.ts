import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeZip } from "../../../src/files/zip-writer.js";
import { inputFingerprints } from "../../../src/panel/store/input-fingerprint.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterday-prints-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const when = new Date(2020, 1, 1);
const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  utimesSync(join(folder, name), when, when);
  return join(folder, name);
};

describe("inputFingerprints", () => {
  it("tells apart files of one size and time by their first and last 64 KiB", async () => {
    const bytes = new Uint8Array(400_000).fill(65);
    const [whole] = (await inputFingerprints(put("a.csv", bytes)))!;
    expect(whole).toMatchObject({ name: "a.csv", bytes: 400_000, modified: when.getTime() });
    for (const at of [0, 65_535, 400_000 - 65_536, 399_999]) {
      const changed = bytes.slice();
      changed[at] = 66;
      const [other] = (await inputFingerprints(put("a.csv", changed)))!;
      expect(other!.content).not.toBe(whole!.content);
    }
    expect(await inputFingerprints(put("a.csv", bytes))).toEqual([whole]);
  });

  it("tells apart zips by what their directory says of their members", async () => {
    const path = join(folder, "log.zip");
    const print = async (content: string) => {
      await writeZip(path, [{ name: "a.csv", content, compress: false }]);
      utimesSync(path, when, when);
      return (await inputFingerprints(path))![0]!;
    };
    const first = await print("1,2,3\n");
    expect((await print("1,2,4\n")).content).not.toBe(first.content);
    expect(await print("1,2,3\n")).toEqual(first);
    expect((await inputFingerprints(put("empty.csv", "")))![0]!.bytes).toBe(0);
  });

  it("sees every file of a folder, those in folders within it too", async () => {
    mkdirSync(join(folder, "KuaiRec 2.0", "data"), { recursive: true });
    put("readme.txt", "x");
    put("KuaiRec 2.0/data/small_matrix.csv", "1");
    const before = await inputFingerprints(folder);
    expect(before!.map(({ name }) => name)).toEqual(["KuaiRec 2.0/data/small_matrix.csv", "readme.txt"]);
    put("KuaiRec 2.0/data/small_matrix.csv", "2");
    expect(await inputFingerprints(folder)).not.toEqual(before);
  });

  it("leaves what is not there to whoever opens it", async () => {
    expect(await inputFingerprints(join(folder, "none.csv"))).toBeUndefined();
    expect(await inputFingerprints(folder)).toBeUndefined();
  });
});
