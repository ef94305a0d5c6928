import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { hashFile } from "../files/hash-file.js";
import { type AuditFile, auditSchema } from "../panel/export/audit-schema.js";
import { type PanelManifest, panelManifestSchema } from "../panel/export/panel-manifest-schema.js";
import { type Summary, summarySchema } from "../panel/summary/summary-schema.js";

/** A panel folder written before, whole and made from the same things. */
export interface FoundPanel {
  readonly manifest: PanelManifest;
  readonly summary: Summary;
  readonly audit: AuditFile;
}

const alwaysHashed = 8_000_000;

/**
 * The panel that stands in a folder, if its manifest has this key and all files of it are as they were written: each of
 * the size it had, those below 8 MB byte for byte (larger ones appear whole or not at all). Else undefined.
 */
export async function foundPanel(folder: string, key: string): Promise<FoundPanel | undefined> {
  const manifest = panelManifestSchema.safeParse(await readJson(join(folder, "manifest.json")));
  if (!manifest.success || manifest.data.key !== key) return undefined;
  for (const [path, { bytes, sha256 }] of Object.entries(manifest.data.files)) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile() || found.size !== bytes) return undefined;
    if (bytes < alwaysHashed && (await hashFile(file)).sha256 !== sha256) return undefined;
  }
  const summary = summarySchema.safeParse(await readJson(join(folder, "summary.json")));
  const audit = auditSchema.safeParse(await readJson(join(folder, "audit.json")));
  if (!summary.success || !audit.success) return undefined;
  return { manifest: manifest.data, summary: summary.data, audit: audit.data };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
