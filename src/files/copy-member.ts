import { open } from "node:fs/promises";
import type { OpenZip } from "./open-zip.js";

/** How much of a member was copied. */
export interface CopiedMember {
  /** Bytes of the member that were read. */
  readonly bytesRead: number;
  /** The first row beyond the limit, when a limit was given and there is one. */
  readonly nextRow: string | undefined;
}

/**
 * Copies a member of a zip to a new file, block by block. With `rows`, only the header line and the first `rows` lines
 * (lines end with LF, and no field holds a line break), after which unzipping stops; the line after them is handed
 * back. `onBytes` hears how many bytes of the member have been read so far. Errors are those of `OpenZip.read`.
 */
export async function copyMember(
  zip: OpenZip,
  member: string,
  path: string,
  options: {
    readonly rows?: number | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: (bytes: number) => void;
  } = {},
): Promise<CopiedMember> {
  const file = await open(path, "wx");
  const next: Uint8Array[] = [];
  let bytesRead = 0;
  let linesLeft = options.rows === undefined ? Number.POSITIVE_INFINITY : options.rows + 1;
  try {
    for await (const block of zip.read(member, options.signal)) {
      bytesRead += block.length;
      options.onBytes?.(bytesRead);
      const taken = takeLines(block, linesLeft);
      linesLeft -= taken.lines;
      if (taken.end > 0) await file.writeFile(block.subarray(0, taken.end));
      if (linesLeft > 0) continue;
      const end = block.indexOf(10, taken.end);
      next.push(block.subarray(taken.end, end < 0 ? block.length : end));
      if (end >= 0) break;
    }
  } finally {
    await file.close();
  }
  const nextRow = Buffer.concat(next).toString("utf8").replace(/\r$/, "");
  return { bytesRead, nextRow: nextRow === "" ? undefined : nextRow };
}

/** Where the first `wanted` lines of a block end, and how many of them end in it. */
function takeLines(block: Uint8Array, wanted: number): { readonly end: number; readonly lines: number } {
  if (wanted === Number.POSITIVE_INFINITY) return { end: block.length, lines: 0 };
  let end = 0;
  for (let lines = 0; lines < wanted; lines++) {
    const found = block.indexOf(10, end);
    if (found < 0) return { end: block.length, lines };
    end = found + 1;
  }
  return { end, lines: wanted };
}
