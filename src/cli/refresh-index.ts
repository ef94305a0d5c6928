import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type IndexEntry, renderIndex } from "../report/render-index.js";
import { resultSchema } from "../study/schemas/result-schema.js";
import type { Terminal } from "./terminal.js";

/** Stands in every list of reports, and so tells it from another page of that name. */
const madeByUs = "Reports · Counterday";

/**
 * Writes the list of all reports of a folder anew, from their result.json. It is replaced in one step; a page of that
 * name that is no such list is left alone.
 */
export async function refreshIndex(folder: string, terminal: Terminal): Promise<void> {
  const entries: IndexEntry[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith(".")) continue;
    const text = await textOf(join(folder, name, "result.json"));
    if (text === undefined) continue;
    const entry = entryOf(text);
    if (entry?.slug === name) entries.push(entry);
    else if (entry === undefined)
      terminal.note(`${join(folder, name)}: its result.json is of another version; the list leaves it out.`);
  }
  const file = join(folder, "index.html");
  const before = await textOf(file);
  if (before !== undefined && !before.includes(madeByUs)) {
    terminal.note(`${file} is not a list of reports; it is left as it is.`);
    return;
  }
  const aside = join(folder, `.index.html.partial-${randomUUID()}`);
  try {
    await writeFile(aside, renderIndex(entries));
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function entryOf(text: string): IndexEntry | undefined {
  try {
    return resultSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
