import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InterruptedError, UsageError } from "../errors.js";

/**
 * Writes many files into a folder so that all appear together or none does: they are written into a sibling folder,
 * which is renamed into place. An existing folder of that name is replaced as a whole; while a failure or an abort
 * leaves it as it was. Keys are relative paths with forward slashes.
 * Throws `UsageError` "files.bad-path" for a path that leaves the folder, "files.not-a-folder" where a file stands in
 * the way, "files.not-ours" where a folder holds none of these files (replacing it would destroy something else) or
 * holds the working folder; `InterruptedError` when `signal` is aborted.
 */
export async function writeWhole(
  directory: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const target = resolve(directory);
  for (const path of files.keys()) checkPath(path);
  await checkTarget(target, files);
  await replace(target, files, options.signal);
}

function checkPath(path: string): void {
  const parts = path.split("/");
  const bad = path === "" || isAbsolute(path) || path.includes("\\") || path.includes("\0");
  if (bad || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new UsageError(
      "files.bad-path",
      `"${path}" is no path inside a folder; expected e.g. "charts/weights.json"`,
      {
        path,
      },
    );
  }
}

async function checkTarget(target: string, files: ReadonlyMap<string, unknown>): Promise<void> {
  const found = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
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
  const ours = new Set([...files.keys()].map((path) => path.split("/")[0]));
  if (holdsWorkingFolder || (entries.length > 0 && !entries.some((entry) => ours.has(entry)))) {
    throw new UsageError(
      "files.not-ours",
      `${target} holds other files and would be replaced as a whole; name a new folder, or one written by an earlier run`,
      { target },
    );
  }
}

async function replace(
  target: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const firstMade = await mkdir(dirname(target), { recursive: true });
  const aside = join(dirname(target), `.${basename(target)}.partial-${randomUUID()}`);
  const before = join(dirname(target), `.${basename(target)}.replaced-${randomUUID()}`);
  try {
    await mkdir(aside);
    for (const [path, content] of files) {
      stopIfAborted(signal);
      const file = join(aside, ...path.split("/"));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    stopIfAborted(signal);
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
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError("writing files");
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
