import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { InterruptedError, UsageError } from "../errors.js";
import { checkReplaceable } from "./check-replaceable.js";
import { writeWholeFolder } from "./write-whole-folder.js";

/**
 * Writes many files into a folder so that all appear together or none does (`writeWholeFolder`, whose errors it has).
 * Keys are relative paths with forward slashes.
 * Throws `UsageError` "files.bad-path" for a path that leaves the folder; "files.not-ours" where an existing folder
 * holds a file that is neither one of these nor one of `earlier`: nothing that a run did not write is ever removed.
 * @param options `earlier`: files that an earlier run wrote here, as relative paths; they go with the folder
 */
export async function writeWhole(
  directory: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  options: { readonly signal?: AbortSignal; readonly earlier?: Iterable<string> } = {},
): Promise<void> {
  for (const path of files.keys()) checkPath(path);
  await checkReplaceable(directory, new Set([...files.keys(), ...(options.earlier ?? [])]));
  const names = [...files.keys()].map((path) => path.split("/")[0]!);
  await writeWholeFolder(directory, { names, signal: options.signal }, async (aside) => {
    for (const [path, content] of files) {
      if (options.signal?.aborted) throw new InterruptedError("writing files");
      const file = join(aside, ...path.split("/"));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  });
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
