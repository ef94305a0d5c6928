import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { manifestFile } from "./write-stored-panel.js";

/** What a store may hold: 4 GB, some hundred panels of a log like KuaiRec. */
export const mostStoredBytes = 4_000_000_000;

/**
 * Removes the entries that were used longest ago until those that are left hold at most `most` bytes; the entry `kept`
 * stays whatever its size. An entry goes whole: it is renamed aside first, and a process that was about to read it
 * finds none and reads its log. The time of an entry's last use is that of its manifest (`readStoredPanel`).
 * @returns keys of the entries that were removed
 */
export async function pruneStore(
  cacheFolder: string,
  kept: string,
  most: number = mostStoredBytes,
): Promise<readonly string[]> {
  const entries: { readonly key: string; readonly bytes: number; readonly used: number }[] = [];
  for (const key of await readdir(cacheFolder)) {
    if (!/^[0-9a-f]{64}$/.test(key)) continue;
    const manifest = await stat(join(cacheFolder, key, manifestFile)).catch(() => undefined);
    let bytes = 0;
    for (const name of await readdir(join(cacheFolder, key)).catch(() => []))
      bytes += (await stat(join(cacheFolder, key, name)).catch(() => undefined))?.size ?? 0;
    entries.push({ key, bytes, used: manifest?.mtimeMs ?? 0 });
  }
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const oldestFirst = entries.filter(({ key }) => key !== kept).sort((a, b) => a.used - b.used);
  const removed: string[] = [];
  for (const { key, bytes } of oldestFirst) {
    if (total <= most) break;
    const aside = join(cacheFolder, `.${key}.replaced-${randomUUID()}`);
    await rename(join(cacheFolder, key), aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error; // Another process removed it first.
    });
    await rm(aside, { recursive: true, force: true });
    total -= bytes;
    removed.push(key);
  }
  return removed;
}
