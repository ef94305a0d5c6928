import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { storeFailure } from "./store-failure.js";

const oldEnough = 3_600_000;

/**
 * Removes what a killed process left in the store: folders written aside and never renamed, older than an hour (a
 * younger one may be another process at work). An entry that was renamed into place is never touched.
 * @throws PanelError `panel.store-unwritable` where the store is no folder
 */
export async function removeLeftovers(cacheFolder: string, now: number): Promise<void> {
  const names = await readdir(cacheFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw storeFailure(cacheFolder, error);
  });
  for (const name of names) {
    if (!/^\..+\.(partial|replaced)-/.test(name)) continue;
    const path = join(cacheFolder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && now - found.mtimeMs > oldEnough) await rm(path, { recursive: true, force: true });
  }
}
