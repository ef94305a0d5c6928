import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { fileFingerprint } from "../../src/sources/file-fingerprint.js";

const mebibyte = 1_048_576;

it("a plain file is known by its size and the CRC-32 of its first and last MiB, the whole of it up to 2 MiB", () =>
  withTemporaryFolder("fingerprint-", async (folder) => {
    const path = join(folder, "a.csv");
    for (const size of [1, 510, mebibyte, mebibyte + 1, 2 * mebibyte]) {
      const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8)) % 251);
      await writeFile(path, bytes);
      const code = crc32(bytes).toString(16).padStart(8, "0");
      expect(await fileFingerprint(path)).toEqual({ name: "a.csv", bytes: size, crc32: code });
    }
    // The check value of CRC-32 (ISO 3309): "123456789" gives cbf43926.
    await writeFile(path, "123456789");
    expect((await fileFingerprint(path)).crc32).toBe("cbf43926");
    const large = new Uint8Array(3 * mebibyte);
    await writeFile(path, large);
    const before = await fileFingerprint(path);
    large[0] = 1;
    await writeFile(path, large);
    expect((await fileFingerprint(path)).crc32).not.toBe(before.crc32);
    large.fill(0)[3 * mebibyte - 1] = 1;
    await writeFile(path, large);
    expect((await fileFingerprint(path)).crc32).not.toBe(before.crc32);
  }));
