import { createReadStream, createWriteStream } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

const blockBytes = 65_536;
const [newline, carriageReturn, quote] = [0x0a, 0x0d, 0x22];

/**
 * Writes the header of a CSV file and the lines after its first `bytes` bytes to a new file. Lines begin after a line
 * feed: one that ends the earlier bytes, or stands first among the later ones.
 * @returns false where the header's line or the last of the earlier lines has no such end, so that the later bytes are no
 *   lines of their own; nothing is written then
 */
export async function copyAppended(path: string, bytes: number, to: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const head = await blockAt(file, 0, Math.min(blockBytes, bytes));
    const header = headerBytes(head);
    if (header === undefined) return false;
    const border = await blockAt(file, bytes - 1, 3);
    const start =
      border[0] === newline
        ? bytes
        : border[1] === newline
          ? bytes + 1
          : border[1] === carriageReturn && border[2] === newline
            ? bytes + 2
            : undefined;
    if (start === undefined) return false;
    await writeFile(to, head.subarray(0, header));
    if (start < (await file.stat()).size)
      await pipeline(createReadStream(path, { start }), createWriteStream(to, { flags: "a" }));
    return true;
  } finally {
    await file.close();
  }
}

/** Length of the header with the line feed that ends it, the first outside quotes. */
function headerBytes(head: Uint8Array): number | undefined {
  let quoted = false;
  for (let at = 0; at < head.length; at++) {
    if (head[at] === quote) quoted = !quoted;
    if (quoted) continue;
    if (head[at] === newline) return at + 1;
    if (head[at] === carriageReturn && head[at + 1] !== newline) return undefined;
  }
  return undefined;
}

async function blockAt(
  file: Awaited<ReturnType<typeof open>>,
  start: number,
  length: number,
): Promise<Uint8Array> {
  const block = new Uint8Array(length);
  const { bytesRead } = await file.read(block, 0, length, start);
  return block.subarray(0, bytesRead);
}
