import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/**
 * SHA-256 (hex) of the first bytes of a file, for each of the lengths, none of them beyond the file, in one pass. Cost:
 * one read of the file up to the longest, which is a small part of what parsing it costs (bench/panel/growth.mjs).
 */
export async function prefixHashes(
  path: string,
  lengths: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(lengths)].sort((a, b) => a - b);
  const hash = createHash("sha256");
  const found = new Map<number, string>();
  let done = 0;
  for await (const chunk of createReadStream(path, { end: wanted.at(-1)! - 1, highWaterMark: 1 << 20 })) {
    let block = chunk as Buffer;
    for (const length of wanted) {
      if (found.has(length) || length > done + block.length) continue;
      hash.update(block.subarray(0, length - done));
      block = block.subarray(length - done);
      done = length;
      found.set(length, hash.copy().digest("hex"));
    }
    hash.update(block);
    done += block.length;
  }
  return found;
}
