import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyMember } from "../../src/files/copy-member.js";
import { openZip } from "../../src/files/open-zip.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { writeZip } from "../../src/files/zip-writer.js";

async function drain(blocks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const block of blocks) bytes += block.length;
  return bytes;
}

function inFolder(work: (folder: string, path: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder("zip-", (folder) => work(folder, join(folder, "a.zip")));
}

const noise = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 100_003).join("\n");

describe("openZip refuses", () => {
  it("a path that is not there, a folder, an empty file, a text file", () =>
    inFolder(async (folder, path) => {
      await expect(openZip(path)).rejects.toMatchObject({ name: "SourceError", code: "zip.not-found" });
      await expect(openZip(folder)).rejects.toMatchObject({ code: "zip.is-a-folder" });
      await writeFile(path, "");
      await expect(openZip(path)).rejects.toMatchObject({ code: "zip.empty" });
      await expect(openZip(join(path, "inside"))).rejects.toMatchObject({ code: "zip.not-found" });
      for (const content of ["a", "user_id,video_id\n1,2\n".repeat(5000)]) {
        await writeFile(path, content);
        await expect(openZip(path)).rejects.toMatchObject({ code: "zip.not-a-zip" });
      }
    }));

  it("a zip cut short at any place", () =>
    inFolder(async (_, path) => {
      await writeZip(path, [{ name: "noise.txt", content: noise, compress: true }]);
      const bytes = await readFile(path);
      for (const end of [4, 50, 1000, bytes.length - 30, bytes.length - 1]) {
        await writeFile(path, bytes.subarray(0, end));
        await expect(openZip(path)).rejects.toMatchObject({ name: "SourceError", code: "zip.not-a-zip" });
      }
    }));

  it("a damaged directory", () =>
    inFolder(async (_, path) => {
      await writeZip(path, [{ name: "noise.txt", content: noise, compress: true }]);
      const bytes = await readFile(path);
      bytes[bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))] = 0;
      await writeFile(path, bytes);
      await expect(openZip(path)).rejects.toMatchObject({ code: "zip.broken" });
    }));
});

describe("a member that cannot be read", () => {
  it("is named when it is not there", () =>
    inFolder(async (_, path) => {
      await writeZip(path, [{ name: "a.txt", content: "x", compress: false }]);
      const zip = await openZip(path);
      await expect(drain(zip.read("b.txt"))).rejects.toMatchObject({ code: "zip.member-missing" });
      await expect(zip.openStored("b.txt")).rejects.toMatchObject({ code: "zip.member-missing" });
      await zip.close();
    }));

  it.each([
    [true, "one flipped byte of deflated data"],
    [false, "one flipped byte of stored data: only the CRC-32 tells"],
  ])("is broken (compressed: %s): %s", (compress) =>
    inFolder(async (_, path) => {
      await writeZip(path, [{ name: "noise.txt", content: noise, compress }]);
      const bytes = await readFile(path);
      bytes[2000] = (bytes[2000] as number) ^ 1;
      await writeFile(path, bytes);
      const zip = await openZip(path);
      await expect(drain(zip.read("noise.txt"))).rejects.toMatchObject({ code: "zip.broken" });
      await zip.close();
    }),
  );

  it("is encrypted, or packed by a method other than deflate", () =>
    inFolder(async (_, path) => {
      await writeZip(path, [{ name: "noise.txt", content: noise, compress: true }]);
      const sound = await readFile(path);
      const entry = sound.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      const changed: readonly (readonly [number, number, string])[] = [
        [8, 9, "zip.encrypted"],
        [10, 14, "zip.unsupported-method"],
      ];
      for (const [at, value, code] of changed) {
        const bytes = Buffer.from(sound);
        bytes[entry + at] = value;
        await writeFile(path, bytes);
        const zip = await openZip(path);
        await expect(drain(zip.read("noise.txt"))).rejects.toMatchObject({ name: "SourceError", code });
        await zip.close();
      }
    }));
});

describe("copyMember", () => {
  const table = "a,b\n1,x\n2,y\n3,z\n";
  it.each([
    [undefined, table, undefined],
    [1, "a,b\n1,x\n", "2,y"],
    [2, "a,b\n1,x\n2,y\n", "3,z"],
    [3, table, undefined],
    [9, table, undefined],
  ])("keeps the header and %s rows", (rows, content, nextRow) =>
    inFolder(async (folder, path) => {
      await writeZip(path, [{ name: "t.csv", content: table, compress: true }]);
      const zip = await openZip(path);
      const copied = await copyMember(zip, "t.csv", join(folder, "t.csv"), { rows });
      expect(await readFile(join(folder, "t.csv"), "utf8")).toBe(content);
      expect(copied.nextRow).toBe(nextRow);
      await zip.close();
    }),
  );

  it("finds the next row across block borders and stops unzipping there", () =>
    inFolder(async (folder, path) => {
      const long = "y".repeat(70_000);
      const content = `head\nshort\n${long}\r\n${"z\n".repeat(500_000)}`;
      await writeZip(path, [{ name: "t.csv", content, compress: false }]);
      const zip = await openZip(path);
      const copied = await copyMember(zip, "t.csv", join(folder, "t.csv"), { rows: 1 });
      expect(copied.nextRow).toBe(long);
      expect(copied.bytesRead).toBeLessThan(600_000);
      await zip.close();
    }));

  it("stops at an aborted signal", () =>
    inFolder(async (folder, path) => {
      await mkdir(join(folder, "out"));
      await writeZip(path, [{ name: "t.csv", content: noise, compress: true }]);
      const zip = await openZip(path);
      const work = copyMember(zip, "t.csv", join(folder, "out", "t.csv"), { signal: AbortSignal.abort() });
      await expect(work).rejects.toMatchObject({ code: "interrupted" });
      await zip.close();
    }));
});
