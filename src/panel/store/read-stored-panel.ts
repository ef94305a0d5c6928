import { createHash } from "node:crypto";
import { open, readFile, utimes } from "node:fs/promises";
import { endianness } from "node:os";
import { join } from "node:path";
import { checkedManifest } from "./store-manifest.js";
import type { LogDescription, StoredPanel } from "./stored-panel.js";
import { tableFromBytes } from "./table-bytes.js";
import { manifestFile, tableFile } from "./write-stored-panel.js";

/** An entry of the store as found: whole, not there, or there but not what was written. */
export type StoredPanelFound =
  | { readonly state: "whole"; readonly panel: StoredPanel }
  | { readonly state: "absent" }
  | { readonly state: "broken"; readonly reason: string };

/**
 * Reads an entry of the store. Every byte is checked against the hashes written with it: an entry that was cut short,
 * changed or written on a machine of another byte order is "broken", never read. Cost: one read and one SHA-256.
 */
export async function readStoredPanel(cacheFolder: string, key: string): Promise<StoredPanelFound> {
  const folder = join(cacheFolder, key);
  const text = await unlessAbsent(readFile(join(folder, manifestFile), "utf8"));
  if (text === undefined) return { state: "absent" };
  const manifest = checkedManifest(text);
  if (manifest === undefined) return broken("its manifest is not what was written");
  if (manifest.key !== key) return broken("its manifest belongs to another panel");
  if (manifest.order !== endianness()) return broken("it was written on a machine of another byte order");
  const bytes = await unlessAbsent(readBytes(join(folder, tableFile)));
  if (bytes === undefined) return broken("its table is missing");
  if (bytes.length !== manifest.bytes)
    return broken(`its table has ${bytes.length} bytes, expected ${manifest.bytes}`);
  if (createHash("sha256").update(bytes).digest("hex") !== manifest.hash)
    return broken("its table is not what was written");
  const { sections, shape, versions } = manifest;
  const table = tableFromBytes({ bytes, sections, shape });
  await noteUse(join(folder, manifestFile));
  return { state: "whole", panel: { table, log: manifest.log as LogDescription, versions } };
}

/** Sets the time by which `pruneStore` tells when an entry was last used; a store that is read-only keeps the old one. */
async function noteUse(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch((error: NodeJS.ErrnoException) => {
    if (!["EROFS", "EACCES", "EPERM", "ENOENT"].includes(error.code ?? "")) throw error;
  });
}

const broken = (reason: string): StoredPanelFound => ({ state: "broken", reason });

async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
