import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { quoteLiteral } from "../../engine/quote-sql.js";
import type { EarlierLog, WholeRead } from "../../sources/log-growth.js";
import { prefixHashes } from "./prefix-hashes.js";
import { readStoredPanel } from "./read-stored-panel.js";
import { checkedManifest, type StoreManifest } from "./store-manifest.js";
import type { StoredPanel } from "./stored-panel.js";
import type { StoredPlace } from "./stored-place.js";
import { growthFile, manifestFile } from "./write-stored-panel.js";

/** An entry of a log when its file was shorter. */
export interface EarlierPanel {
  readonly panel: StoredPanel;
  readonly log: EarlierLog;
  readonly largest: Readonly<Record<string, number>>;
  /** SHA-256 (hex) of the file as it is now. */
  readonly sha256: string;
}

/**
 * Finds the longest kept beginning of a log: an entry of the same family whose file was what this one still begins with.
 * Every byte of that beginning is compared through SHA-256, and every file of the entry.
 * @param path  the one file of the log, or why nothing is added whatever was kept
 * @returns undefined where nothing was kept of such a log; why nothing can be added to what was
 */
export async function findEarlier(
  { cacheFolder, family, inputs }: Pick<StoredPlace, "cacheFolder" | "family" | "inputs">,
  path: string | WholeRead,
): Promise<EarlierPanel | WholeRead | undefined> {
  const manifests = await manifestsOf(cacheFolder, family);
  if (manifests.length === 0) return undefined;
  if (typeof path === "object") return path;
  const [input] = inputs;
  if (input === undefined) return undefined;
  const kept = manifests.flatMap(({ key, growth }) => ("whole" in growth ? [] : [{ key, growth }]));
  if (kept.length === 0) return manifests[0]!.growth as WholeRead;
  const shorter = kept
    .filter(({ growth }) => growth.bytes <= input.bytes)
    .sort((a, b) => b.growth.bytes - a.growth.bytes);
  if (shorter.length === 0) return { whole: "its file is shorter than it was" };
  const hashes = await prefixHashes(path, [input.bytes, ...shorter.map(({ growth }) => growth.bytes)]);
  const found = shorter.find(({ growth }) => hashes.get(growth.bytes) === growth.sha256);
  if (found === undefined) return { whole: "what was there before has changed" };
  const entry = await readStoredPanel(cacheFolder, found.key);
  const tables = await tablesOf(join(cacheFolder, found.key), found.growth.tables);
  if (entry.state !== "whole" || tables === undefined)
    return { whole: `what was kept of it is damaged${"reason" in entry ? `: ${entry.reason}` : ""}` };
  const { bytes, facts, largest } = found.growth;
  return { panel: entry.panel, log: { bytes, facts, tables }, largest, sha256: hashes.get(input.bytes)! };
}

/** The manifests of a family's entries that are what was written. */
async function manifestsOf(cacheFolder: string, family: string): Promise<readonly StoreManifest[]> {
  const keys = (await readdir(cacheFolder).catch(absent))?.filter((name) => /^[0-9a-f]{64}$/.test(name));
  const found: StoreManifest[] = [];
  for (const key of keys ?? []) {
    const text = await readFile(join(cacheFolder, key, manifestFile), "utf8").catch(absent);
    if (!text?.includes(family)) continue;
    const manifest = checkedManifest(text);
    if (manifest?.family === family && manifest.key === key) found.push(manifest);
  }
  return found;
}

/** The tables of an entry as SQL, undefined where one is not what was written. */
async function tablesOf(
  folder: string,
  tables: Readonly<Record<string, { readonly hash: string }>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const found: Record<string, string> = {};
  for (const [name, { hash }] of Object.entries(tables)) {
    const path = join(folder, growthFile(name));
    const bytes = await readFile(path).catch(absent);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== hash) return undefined;
    found[name] = `read_parquet(${quoteLiteral(path)})`;
  }
  return found;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
  return undefined;
}
