import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import { InterruptedError, SourceError } from "../errors.js";
import { FileRangeReader } from "./file-range-reader.js";

const blockBytes = 262_144;

/** What the central directory says of one member. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  /** CRC-32 of the content as eight hex digits. */
  readonly crc32: string;
  /** Stored without compression and encryption, so that it can be read where it stands. */
  readonly stored: boolean;
}

/** An open zip. Nothing is read but its directory until a member is asked for. */
export interface OpenZip {
  /** Name for messages: the file's name, or "outer.zip → inner.zip". */
  readonly name: string;
  readonly members: ReadonlyMap<string, ZipMember>;
  /**
   * The content of a member, block by block. When all of it has been read its length and CRC-32 have been checked; a
   * reader may stop early. Throws `SourceError` "zip.member-missing", "zip.encrypted", "zip.unsupported-method",
   * "zip.broken"; `InterruptedError` when `signal` is aborted.
   */
  read(member: string, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /** Opens a zip that is a stored member of this one, without extracting it. It is closed with this one. */
  openStored(member: string): Promise<OpenZip>;
  close(): Promise<void>;
}

/**
 * Opens a zip file. Throws `SourceError` "zip.not-found", "zip.is-a-folder", "zip.empty", "zip.not-a-zip" (also for a
 * zip cut short, whose directory stands at its end) or "zip.broken". Checked in test/files/open-zip.test.ts.
 */
export async function openZip(path: string, name: string = basename(path)): Promise<OpenZip> {
  const file = await openFile(path, name);
  try {
    const { size } = await file.stat();
    return await openRange(file, 0, size, name, true);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new SourceError(
        "zip.not-found",
        `${path}: no such file; expected a zip archive`,
        { archive: name },
        error,
      );
    }
    throw new SourceError(
      "zip.unreadable",
      `${path}: cannot be opened (${code ?? "unknown"})`,
      { archive: name },
      error,
    );
  }
  const found = await file.stat();
  if (found.isFile()) return file;
  await file.close();
  throw new SourceError(
    "zip.is-a-folder",
    `${path}: found ${found.isDirectory() ? "a folder" : "no regular file"}, expected the zip file itself`,
    { archive: name },
  );
}

async function openRange(
  file: FileHandle,
  start: number,
  size: number,
  name: string,
  owner: boolean,
): Promise<OpenZip> {
  if (size === 0)
    throw new SourceError("zip.empty", `${name}: 0 bytes, expected a zip archive`, { archive: name });
  const reader = new FileRangeReader(file, start);
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false, lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw new Error(`two members are named "${entry.fileName}"`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw directoryError(name, error);
  }

  function entryOf(member: string): Entry {
    const entry = entries.get(member);
    if (entry) return entry;
    const some = [...entries.keys()].slice(0, 8).join(", ");
    throw new SourceError(
      "zip.member-missing",
      `${name}: no member "${member}"; it holds ${some || "nothing"}`,
      {
        archive: name,
        member,
      },
    );
  }

  return {
    name,
    members: new Map([...entries].map(([key, entry]) => [key, memberOf(entry)])),
    async *read(member, signal) {
      yield* contentOf(zip, entryOf(member), name, signal);
    },
    async openStored(member) {
      const entry = entryOf(member);
      const inner = `${name} → ${member}`;
      if (!memberOf(entry).stored)
        throw new SourceError("zip.not-stored", `${inner}: compressed`, { member });
      try {
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
        return await openRange(file, start + fileDataStart, entry.uncompressedSize, inner, false);
      } catch (error) {
        throw error instanceof SourceError ? error : memberError(name, member, error);
      }
    },
    async close() {
      zip.close();
      if (owner) await file.close();
    },
  };
}

function memberOf(entry: Entry): ZipMember {
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32.toString(16).padStart(8, "0"),
    stored: entry.compressionMethod === 0 && !entry.isEncrypted(),
  };
}

async function* contentOf(
  zip: ZipFile,
  entry: Entry,
  archive: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const where = { archive, member: entry.fileName };
  const label = `${archive}: member "${entry.fileName}"`;
  if (entry.isEncrypted())
    throw new SourceError("zip.encrypted", `${label} is encrypted; decrypt it first`, where);
  if (!entry.canDecodeFileData()) {
    const method = entry.compressionMethod;
    throw new SourceError(
      "zip.unsupported-method",
      `${label} uses compression method ${method}; only stored (0) and deflated (8) can be read`,
      { ...where, method },
    );
  }
  let sum = 0;
  let bytes = 0;
  try {
    for await (const block of await unpackedStream(zip, entry)) {
      if (signal?.aborted) throw new InterruptedError(`reading ${entry.fileName}`);
      sum = crc32(block as Buffer, sum);
      bytes += (block as Buffer).length;
      if (bytes > entry.uncompressedSize) break;
      yield block as Buffer;
    }
  } catch (error) {
    throw error instanceof InterruptedError ? error : memberError(archive, entry.fileName, error);
  }
  if (bytes !== entry.uncompressedSize) {
    const long = `found ${bytes > entry.uncompressedSize ? "more than " : ""}${Math.min(bytes, entry.uncompressedSize)} bytes of ${entry.uncompressedSize}`;
    throw memberError(archive, entry.fileName, new Error(long));
  }
  if (sum !== entry.crc32) throw memberError(archive, entry.fileName, new Error("its CRC-32 does not match"));
}

/** A member's content, inflated in large blocks: in the usual small ones their number costs as much as inflating. */
async function unpackedStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  const stored = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  if (entry.compressionMethod === 0) return stored;
  // A failure of either stream ends the inflated one, whose reader sees it.
  return pipeline(stored, createInflateRaw({ chunkSize: blockBytes }), () => {});
}

function directoryError(archive: string, cause: unknown): SourceError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const absent = /End of central directory|extra bytes at the end/i.test(reason);
  return absent
    ? new SourceError(
        "zip.not-a-zip",
        `${archive}: no zip directory at the end of the file; it is no zip, or its download was cut short`,
        { archive },
        cause,
      )
    : new SourceError("zip.broken", `${archive}: its directory is damaged (${reason})`, { archive }, cause);
}

function memberError(archive: string, member: string, cause: unknown): SourceError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SourceError(
    "zip.broken",
    `${archive}: member "${member}" cannot be read to its end (${reason}); the file is damaged, fetch it again`,
    { archive, member },
    cause,
  );
}
