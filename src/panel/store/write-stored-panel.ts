import { createHash } from "node:crypto";
import { endianness } from "node:os";
import { join } from "node:path";
import { canonicalJson } from "../../files/canonical-json.js";
import { hashText } from "../../files/hash.js";
import { writeWhole } from "../../files/write-whole.js";
import { storeFormat } from "./panel-key.js";
import { storeFailure } from "./store-failure.js";
import type { StoredPanel } from "./stored-panel.js";
import { tableToBytes } from "./table-bytes.js";

export const manifestFile = "manifest.json";
export const tableFile = "table.bin";

/**
 * Writes an entry of the store, `<cacheFolder>/<key>/`: the table's columns as raw bytes and a manifest that says where
 * each lies, with hashes of both. The folder appears whole or not at all; an entry of that key is replaced.
 * @throws PanelError `panel.store-unwritable` (disk full, no right to write), with the folder and the reason;
 *   InterruptedError when the signal is aborted
 */
export async function writeStoredPanel(
  cacheFolder: string,
  key: string,
  panel: StoredPanel,
  signal?: AbortSignal,
): Promise<void> {
  const { bytes, sections, shape } = tableToBytes(panel.table);
  const { log, versions } = panel;
  const hash = createHash("sha256").update(bytes).digest("hex");
  const order = endianness();
  const content = {
    format: storeFormat,
    key,
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
  const files = new Map<string, string | Uint8Array>([
    [tableFile, bytes],
    [manifestFile, `${manifest}\n`],
  ]);
  try {
    await writeWhole(folder, files, signal ? { signal } : {});
  } catch (error) {
    throw storeFailure(folder, error);
  }
}
