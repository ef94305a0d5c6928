import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InterruptedError } from "../errors.js";
import { type ZipMemberContent, zipBytes } from "./zip-bytes.js";

/**
 * Writes a zip file with these members in this order. The file appears whole or not at all: it is written beside its
 * place and renamed; a failure or an abort leaves nothing (and an earlier file of that name as it was). Memory stays
 * flat whatever the size. The same members give the same bytes.
 * Throws `InterruptedError` when `signal` is aborted; errors of a member's content and of the disk pass through.
 */
export async function writeZip(
  path: string,
  members: Iterable<ZipMemberContent>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { signal } = options;
  const aside = `${path}.partial-${randomUUID()}`;
  try {
    signal?.throwIfAborted();
    const source = Readable.from(zipBytes(members), { objectMode: false });
    await pipeline(source, createWriteStream(aside), signal ? { signal } : {});
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    if (signal?.aborted) throw new InterruptedError("writing a zip file");
    throw error;
  }
}
