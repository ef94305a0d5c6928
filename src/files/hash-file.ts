import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";

/** Size of a file in bytes and SHA-256 (FIPS 180-4) of its content as hex; the file is read as a stream. */
export async function hashFile(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  for await (const block of createReadStream(path, { highWaterMark: 1_048_576 }))
    hash.update(block as Buffer);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}
