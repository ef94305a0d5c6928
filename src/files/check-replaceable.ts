import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UsageError } from "../errors.js";

/** Files that file managers leave in any folder they show. */
const leftByFileManagers = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/**
 * Refuses to replace a folder that holds a file which no run wrote; a folder that does not exist may be written.
 * @param known relative paths, with forward slashes, of all files that may be replaced
 * @throws UsageError "files.not-ours", naming the files
 */
export async function checkReplaceable(directory: string, known: ReadonlySet<string>): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
      throw error;
    },
  );
  const foreign = entries
    .filter((entry) => !entry.isDirectory() && !leftByFileManagers.has(entry.name))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !known.has(path))
    .sort();
  if (foreign.length === 0) return;
  const more = foreign.length > 5 ? ` and ${foreign.length - 5} more` : "";
  throw new UsageError(
    "files.not-ours",
    `${directory} holds files that no run wrote and would be replaced as a whole: ${foreign.slice(0, 5).join(", ")}${more}; move them away, or name another folder`,
    { target: directory, foreign },
  );
}
