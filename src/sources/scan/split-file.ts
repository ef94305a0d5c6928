import type { FileHandle } from "node:fs/promises";
import type { ScanRange } from "./scan-range.js";

const blockBytes = 65_536;
const lineFeed = 10;
const longestLine = 1 << 20;

/**
 * Cuts a file's lines into stretches of about equal size such that no run of neighbouring rows with the same user is
 * cut: where a cut would fall, the next row with another value in the user's field begins the next stretch. Empty
 * stretches are left out; undefined where a line is too long to be one of a log.
 * @param start  first byte of the first row
 * @param userField  index of the user's field
 */
export async function splitFile(
  file: FileHandle,
  path: string,
  extent: { readonly start: number; readonly end: number },
  userField: number,
  parts: number,
): Promise<readonly ScanRange[] | undefined> {
  const cuts = [extent.start];
  for (let part = 1; part < parts; part++) {
    const wanted = extent.start + Math.floor(((extent.end - extent.start) * part) / parts);
    const cut = await nextUser(file, Math.max(wanted, cuts.at(-1)!), extent.end, userField);
    if (cut === undefined) return undefined;
    cuts.push(cut);
  }
  cuts.push(extent.end);
  return cuts
    .slice(0, -1)
    .map((start, index) => ({ path, start, end: cuts[index + 1]! }))
    .filter(({ start, end }) => end > start);
}

/** First byte of the first row behind `from` whose user is not that of the row before it. */
async function nextUser(
  file: FileHandle,
  from: number,
  end: number,
  userField: number,
): Promise<number | undefined> {
  const buffer = Buffer.alloc(blockBytes);
  let user: string | undefined;
  let inLine = false;
  let line = "";
  let lineStart = from;
  for (let position = from; position < end; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(blockBytes, end - position), position);
    if (bytesRead === 0) return undefined;
    for (let at = 0; at < bytesRead; ) {
      const feed = buffer.subarray(0, bytesRead).indexOf(lineFeed, at);
      const to = feed < 0 ? bytesRead : feed;
      if (inLine) line += buffer.toString("latin1", at, to);
      if (line.length > longestLine) return undefined;
      if (feed < 0) break;
      if (inLine) {
        const found = line.split(",", userField + 1)[userField] ?? "";
        if (user !== undefined && found !== user) return lineStart;
        user = found;
      }
      inLine = true;
      line = "";
      lineStart = position + feed + 1;
      at = feed + 1;
    }
    position += bytesRead;
  }
  return end;
}
