import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { charts } from "../report/charts/registry.js";
import { tables } from "../report/tables/registry.js";

/** Files that any run may write, whichever charts it draws. */
const written = [
  "index.html",
  "report.md",
  "answer.svg",
  "result.json",
  "manifest.json",
  ...tables.map(({ name }) => `${name}.csv`),
  ...charts.flatMap(({ name }) => [`charts/${name}.vl.json`, `charts/${name}.svg`]),
];

/** Files of a report's folder that a run may replace: those that runs write, and those its manifest.json lists. */
export async function reportFiles(folder: string): Promise<ReadonlySet<string>> {
  return new Set([...written, ...(await listed(join(folder, "manifest.json")))]);
}

async function listed(manifest: string): Promise<readonly string[]> {
  try {
    const { files } = JSON.parse(await readFile(manifest, "utf8")) as { readonly files?: unknown };
    return typeof files === "object" && files !== null ? Object.keys(files) : [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return [];
    throw error;
  }
}
