import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "../errors.js";

/**
 * Makes a folder and the missing ones above it, from the top down. `mkdir` with `recursive` would try for ever where a
 * system says that a new folder's parent, which is there, is not (below /proc).
 * @returns the topmost folder that was made; undefined when the folder was there. What was made goes again on a failure.
 * @throws UsageError `files.cannot-make`, naming the place that is in the way and why
 * Checked by test/files/make-folders.test.ts.
 */
export async function makeFolders(folder: string): Promise<string | undefined> {
  const missing = await missingFolders(folder);
  for (const at of missing) {
    try {
      await mkdir(at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another run may have made it at the same time.
      if (code === "EEXIST" && (await stat(at)).isDirectory()) continue;
      await rm(missing[0]!, { recursive: true, force: true });
      throw refused(folder, `the system makes no folder ${at} (${code})`, error);
    }
  }
  return missing[0];
}

/**
 * The folders that would have to be made for a folder to be there, from the top down.
 * @throws UsageError `files.cannot-make` where a file is in the way
 */
export async function missingFolders(folder: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
      throw refused(folder, `${at} cannot be looked at (${error.code})`, error);
    });
    if (found?.isDirectory()) return missing;
    if (found !== undefined || dirname(at) === at) throw refused(folder, `${at} is a file`);
    missing.unshift(at);
  }
}

const refused = (folder: string, why: string, cause?: unknown): UsageError =>
  new UsageError(
    "files.cannot-make",
    `the folder ${folder} cannot be made: ${why}; name another place`,
    { folder },
    cause,
  );
