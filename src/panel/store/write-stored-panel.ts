import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { endianness } from "node:os";
import { join } from "node:path";
import { InterruptedError } from "../../errors.js";
import { canonicalJson } from "../../files/canonical-json.js";
import { hashText } from "../../files/hash.js";
import type { WholeRead } from "../../sources/log-growth.js";
import { storeFormat } from "./panel-key.js";
import { storeFailure } from "./store-failure.js";
import type { StoredGrowth, StoredPanel } from "./stored-panel.js";
import type { StoredPlace } from "./stored-place.js";
import { tableToBytes } from "./table-bytes.js";

export const manifestFile = "manifest.json";
export const tableFile = "table.bin";

/** File of one of an entry's tables for growth. */
export const growthFile = (name: string): string => `${name}.parquet`;

/**
 * Writes an entry of the store, `<cacheFolder>/<key>/`: the table's columns as raw bytes and a manifest that says where
 * each lies, with hashes of both; beside them the tables that growth needs. The folder appears whole or not at all; an entry of that key is replaced. Of two
 * processes that write the same entry at once, one wins; both entries say the same.
 * @throws PanelError `panel.store-unwritable` (disk full, no right to write), with the folder and the reason;
 *   InterruptedError when the signal is aborted
 */
export async function writeStoredPanel(
  cacheFolder: string,
  { key, family }: Pick<StoredPlace, "key" | "family">,
  panel: StoredPanel,
  signal?: AbortSignal,
): Promise<void> {
  const { bytes, sections, shape } = tableToBytes(panel.table);
  const { log, versions, growth = { whole: "it was kept without what that needs" } } = panel;
  const hash = sha256(bytes);
  const order = endianness();
  const content = {
    format: storeFormat,
    key,
    family,
    growth: described(growth),
    order,
    bytes: bytes.length,
    hash,
    sections,
    shape,
    log,
    versions,
  };
  const plain = JSON.parse(JSON.stringify(content)) as object;
  const manifest = canonicalJson({ ...plain, check: hashText(canonicalJson(plain)) }, 2);
  const folder = join(cacheFolder, key);
  const aside = join(cacheFolder, `.${key}.partial-${randomUUID()}`);
  const retired = join(cacheFolder, `.${key}.replaced-${randomUUID()}`);
  try {
    await mkdir(aside, { recursive: true });
    await writeFile(join(aside, tableFile), bytes, signal ? { signal } : {});
    if ("tables" in growth)
      for (const [name, table] of Object.entries(growth.tables))
        await writeFile(join(aside, growthFile(name)), table);
    await writeFile(join(aside, manifestFile), `${manifest}\n`);
    if (signal?.aborted) throw new InterruptedError("keeping the panel");
    if (await renamed(aside, folder)) return;
    await renamed(folder, retired);
    await renamed(aside, folder);
  } catch (error) {
    if (signal?.aborted) throw new InterruptedError("keeping the panel");
    throw storeFailure(folder, error);
  } finally {
    for (const path of [aside, retired]) await rm(path, { recursive: true, force: true });
  }
}

function described(growth: StoredGrowth | WholeRead): object {
  if ("whole" in growth) return growth;
  const tables = Object.entries(growth.tables).map(([name, table]) => [
    name,
    { bytes: table.length, hash: sha256(table) },
  ]);
  return { ...growth, tables: Object.fromEntries(tables) };
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** False where something stands in the way already, or `from` has gone: another process was quicker. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOTDIR", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return false;
    throw error;
  }
}
