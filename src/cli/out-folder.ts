import { access, constants, stat } from "node:fs/promises";
import { UsageError } from "../errors.js";
import { missingFolders } from "../files/make-folders.js";

/**
 * Refuses a place for output before any work is done for it.
 *
 * @throws UsageError `cli.out-not-a-folder`, `cli.out-not-writable`, `files.cannot-make`
 */
export async function checkOutFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    if (error.code === "ENOTDIR") throw notAFolder(folder);
    throw error;
  });
  if (found === undefined) {
    await missingFolders(folder);
    return;
  }
  if (!found.isDirectory()) throw notAFolder(folder);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      "cli.out-not-writable",
      `--out ${folder}: you may not write there; name another folder.`,
      {},
      error,
    );
  }
}

const notAFolder = (folder: string) =>
  new UsageError("cli.out-not-a-folder", `--out ${folder}: is a file; expected a folder, or nothing yet.`);
