import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InterruptedError, UsageError } from "../errors.js";
import { makeFolders } from "./make-folders.js";

export interface WholeFolderOptions {
  /** Names that a folder written before may hold; an existing folder with none of them is never replaced. */
  readonly names: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets `work` fill a new folder beside `directory` and renames it into place when the work has ended: all files appear
 * together or none does, however large they are. An existing folder of that name is replaced as a whole; a failure or an
 * abort leaves it as it was. A folder that is in the way is refused before any work.
 * Throws `UsageError` "files.not-a-folder" where a file stands in the way, "files.not-ours" where a folder holds none of
 * `names` (replacing it would destroy something else) or holds the working folder, "files.cannot-make"; `InterruptedError` when `signal` is
 * aborted; whatever the work throws. Checked in test/files.
 */
export async function writeWholeFolder<T>(
  directory: string,
  options: WholeFolderOptions,
  work: (aside: string) => Promise<T>,
): Promise<T> {
  const target = resolve(directory);
  await checkTarget(target, options.names);
  const firstMade = await makeFolders(dirname(target));
  const aside = join(dirname(target), `.${basename(target)}.partial-${randomUUID()}`);
  const before = join(dirname(target), `.${basename(target)}.replaced-${randomUUID()}`);
  let result: T;
  try {
    await mkdir(aside);
    result = await work(aside);
    if (options.signal?.aborted) throw new InterruptedError("writing files");
    const replaced = await renameIfThere(target, before);
    try {
      await rename(aside, target);
    } catch (error) {
      if (replaced) await rename(before, target);
      throw error;
    }
  } catch (error) {
    await rm(firstMade ?? aside, { recursive: true, force: true });
    throw error;
  }
  await rm(before, { recursive: true, force: true });
  return result;
}

async function checkTarget(target: string, names: readonly string[]): Promise<void> {
  const found = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    throw new UsageError("files.not-a-folder", `${target} is a file; expected a folder, or nothing yet`, {
      target,
    });
  }
  const inside = relative(target, resolve("."));
  const holdsWorkingFolder =
    inside === "" || !(inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside));
  const entries = await readdir(target);
  if (holdsWorkingFolder || (entries.length > 0 && !entries.some((entry) => names.includes(entry)))) {
    throw new UsageError(
      "files.not-ours",
      `${target} holds other files and would be replaced as a whole; name a new folder, or one written by an earlier run`,
      { target },
    );
  }
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
