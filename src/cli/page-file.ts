import { randomUUID } from "node:crypto";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InterruptedError, UsageError } from "../errors.js";
import { makeFolders, missingFolders } from "../files/make-folders.js";

/**
 * Refuses a place for a page before any work is done for it.
 * @throws UsageError `cli.out-not-a-page`, `files.cannot-make`
 */
export async function checkPageFile(file: string): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  const isPage = /\.html?$/i.test(basename(file));
  if (isPage && (found === undefined || found.isFile())) {
    await missingFolders(dirname(file));
    return;
  }
  throw new UsageError(
    "cli.out-not-a-page",
    `--out ${file}: ${isPage ? "is no file" : "is no name of a page"}; expected a file such as inspect.html`,
    { file },
  );
}

/** Writes a page in one step: it appears whole or not at all, and a folder made for it goes again with it. */
export async function writePage(file: string, text: string, signal?: AbortSignal): Promise<void> {
  const target = resolve(file);
  const firstMade = await makeFolders(dirname(target));
  const aside = join(dirname(target), `.${basename(target)}.partial-${randomUUID()}`);
  try {
    await writeFile(aside, text);
    if (signal?.aborted) throw new InterruptedError("writing the page");
    await rename(aside, target);
  } catch (error) {
    await rm(firstMade ?? aside, { recursive: true, force: true });
    throw error;
  }
}
