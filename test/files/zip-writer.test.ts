import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openZip } from "../../src/files/open-zip.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { zipBytes } from "../../src/files/zip-bytes.js";
import { writeZip } from "../../src/files/zip-writer.js";

async function* lines(count: number): AsyncGenerator<string> {
  for (let line = 0; line < count; line++) yield `${line},ä\n`;
}

async function text(blocks: AsyncIterable<Uint8Array>): Promise<string> {
  const found: Uint8Array[] = [];
  for await (const block of blocks) found.push(block);
  return Buffer.concat(found).toString("utf8");
}

const members = () => [
  { name: "a/streamed.csv", content: lines(30_000), compress: true },
  { name: "stored.txt", content: "hello", compress: false },
  { name: "empty.txt", content: "", compress: true },
  {
    name: "inner.zip",
    content: zipBytes([{ name: "deep.csv", content: lines(3), compress: true }]),
    compress: false,
  },
];

describe("writeZip", () => {
  it("writes what openZip reads, stored, deflated, empty and a zip in the zip", () =>
    withTemporaryFolder("zip-", async (folder) => {
      const path = join(folder, "a.zip");
      await writeZip(path, members());
      const zip = await openZip(path);
      expect([...zip.members.keys()]).toEqual(["a/streamed.csv", "stored.txt", "empty.txt", "inner.zip"]);
      expect([...zip.members.values()].map((member) => member.stored)).toEqual([false, true, false, true]);
      expect(await text(zip.read("a/streamed.csv"))).toBe(await text(bytesOf(lines(30_000))));
      expect(await text(zip.read("stored.txt"))).toBe("hello");
      expect(zip.members.get("stored.txt")?.crc32).toBe("3610a686");
      expect(await text(zip.read("empty.txt"))).toBe("");
      const inner = await zip.openStored("inner.zip");
      expect(await text(inner.read("deep.csv"))).toBe("0,ä\n1,ä\n2,ä\n");
      await inner.close();
      expect(await text(zip.read("stored.txt"))).toBe("hello");
      await zip.close();
      expect(await readdir(folder)).toEqual(["a.zip"]);
    }));

  it("writes the same bytes twice, whatever the time zone", () =>
    withTemporaryFolder("zip-", async (folder) => {
      const before = process.env.TZ;
      const hashes: string[] = [];
      try {
        for (const zone of ["Asia/Tokyo", "America/Los_Angeles"]) {
          process.env.TZ = zone;
          await writeZip(join(folder, "a.zip"), members());
          hashes.push(
            createHash("sha256")
              .update(await readFile(join(folder, "a.zip")))
              .digest("hex"),
          );
        }
      } finally {
        if (before === undefined) delete process.env.TZ;
        else process.env.TZ = before;
      }
      expect(hashes[0]).toBe(hashes[1]);
    }));

  it("leaves nothing when the content fails or the signal is aborted, and the earlier file as it was", () =>
    withTemporaryFolder("zip-", async (folder) => {
      const path = join(folder, "a.zip");
      async function* failing(): AsyncGenerator<string> {
        yield "x".repeat(100_000);
        throw new Error("no more");
      }
      const broken = [{ name: "a", content: failing(), compress: true }];
      await expect(writeZip(path, broken)).rejects.toThrow("no more");
      expect(await readdir(folder)).toEqual([]);

      await writeZip(path, [{ name: "a", content: "first", compress: false }]);
      const bytes = await readFile(path);
      const stop = new AbortController();
      async function* endless(): AsyncGenerator<string> {
        for (let block = 0; ; block++) {
          if (block === 5) stop.abort();
          yield `${block}`.repeat(50_000);
        }
      }
      const work = writeZip(path, [{ name: "a", content: endless(), compress: false }], {
        signal: stop.signal,
      });
      await expect(work).rejects.toMatchObject({ code: "interrupted" });
      expect(await readdir(folder)).toEqual(["a.zip"]);
      expect(await readFile(path)).toEqual(bytes);
    }));
});

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of texts) yield Buffer.from(piece);
}
