import { createReadStream, createWriteStream } from "node:fs";
import { basename } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InterruptedError, SourceError } from "../../errors.js";
import type { RunContext } from "../../progress.js";

/**
 * Unpacks a gzip file (all of its members) to a new file, checking length and CRC, which the engine's own reader does
 * not: it takes a file that was cut short for a whole one.
 * @throws SourceError "table.gzip-broken"; InterruptedError
 */
export async function unpackGzip(
  path: string,
  to: string,
  bytes: number,
  context: RunContext,
): Promise<void> {
  const name = basename(path);
  context.progress.stage(`Unpacking ${name}`, bytes / 1e6, "MB");
  let done = 0;
  const counted = new Transform({
    transform(block: Uint8Array, _, next) {
      done += block.length;
      context.progress.advance(done / 1e6);
      next(null, block);
    },
  });
  const options = context.signal === undefined ? {} : { signal: context.signal };
  try {
    await pipeline(createReadStream(path), counted, createGunzip(), createWriteStream(to), options);
  } catch (error) {
    if (context.signal?.aborted) throw new InterruptedError(`unpacking ${name}`);
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("Z_") && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    const short = code === "Z_BUF_ERROR";
    throw new SourceError(
      "table.gzip-broken",
      `${name}: the gzip file is ${short ? "cut short" : "damaged"}; fetch or make it again`,
      { table: name },
      error,
    );
  }
}
