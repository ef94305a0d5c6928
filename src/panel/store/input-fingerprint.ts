import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { canonicalJson } from "../../files/canonical-json.js";
import { hashText } from "../../files/hash.js";
import { openZip } from "../../files/open-zip.js";

/** How a file is recognised again without being read. */
export interface InputFingerprint {
  /** File name without its folder; in a folder, its path there. */
  readonly name: string;
  readonly bytes: number;
  /** Time of the last change in milliseconds since 1970. */
  readonly modified: number;
  /** Hash of a zip's directory (names, sizes and CRC-32 of its members), else of the file's first and last 64 KiB. */
  readonly content: string;
}

const edgeBytes = 65_536;
const mostFiles = 1000;

/**
 * Fingerprints of a file, or of every file in a folder and the folders in it, in order of name. Reads a few kilobytes
 * of each.
 * @returns undefined where there is no such file, no file in the folder or more than 1,000: then nothing is looked up,
 *   and whoever opens the log says what is wrong
 * @throws SourceError of `openZip` for a zip whose directory is damaged
 */
export async function inputFingerprints(path: string): Promise<readonly InputFingerprint[] | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (found?.isFile()) return [await fileFingerprint(path)];
  if (!found?.isDirectory()) return undefined;
  const names = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(relative(path, entry.parentPath), entry.name))
    .sort();
  if (names.length === 0 || names.length > mostFiles) return undefined;
  const prints: InputFingerprint[] = [];
  for (const name of names) {
    const file = join(path, name);
    if ((await stat(file)).isFile()) prints.push({ ...(await fileFingerprint(file)), name });
  }
  return prints;
}

/** SHA-256 over the first and the last 64 KiB of the first `bytes` bytes of a file, as hex. */
async function edgeHash(file: FileHandle, bytes: number): Promise<string> {
  const hash = createHash("sha256");
  for (const start of new Set([0, Math.max(0, bytes - edgeBytes)])) {
    const block = Buffer.alloc(Math.min(edgeBytes, bytes - start));
    const { bytesRead } = await file.read(block, 0, block.length, start);
    hash.update(block.subarray(0, bytesRead));
  }
  return hash.digest("hex");
}

async function fileFingerprint(path: string): Promise<InputFingerprint> {
  const file = await open(path, "r");
  try {
    const { size, mtimeMs } = await file.stat();
    const known = { name: basename(path), bytes: size, modified: mtimeMs };
    const first = Buffer.alloc(4);
    await file.read(first, 0, 4, 0);
    const zipped = first.readUInt32LE(0) === 0x04034b50;
    return { ...known, content: zipped ? await zipDirectoryHash(path) : await edgeHash(file, size) };
  } finally {
    await file.close();
  }
}

async function zipDirectoryHash(path: string): Promise<string> {
  const zip = await openZip(path);
  try {
    return hashText(canonicalJson([...zip.members.values()].map((member) => ({ ...member }))));
  } finally {
    await zip.close();
  }
}
