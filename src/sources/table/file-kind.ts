import { open, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { SourceError } from "../../errors.js";

export type FileKind = "csv" | "gzip" | "parquet" | "duckdb";

const blockBytes = 65_536;

/**
 * What a file is by its first and last bytes, never by its name alone.
 * @throws SourceError "table.not-found", "table.is-a-folder", "table.empty-file", "table.not-parquet",
 *   "table.not-duckdb", "table.not-gzip" (a name that promises what the bytes do not keep), "table.is-a-zip",
 *   "table.not-text"
 */
export async function fileKind(path: string): Promise<FileKind> {
  const name = basename(path);
  const fault = (code: string, message: string, cause?: unknown) =>
    new SourceError(`table.${code}`, `${name}: ${message}`, { table: name }, cause);
  const found = await stat(path).catch((error: unknown) => {
    throw fault("not-found", "no such file; give a CSV, gzipped CSV, Parquet or DuckDB file", error);
  });
  if (found.isDirectory()) throw fault("is-a-folder", "this is a folder; give one file");
  if (found.size === 0) throw fault("empty-file", "the file is empty");
  const { head, tail } = await edgesOf(path, found.size);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  const begin = text(head.subarray(0, 16));
  if (begin.startsWith("\x1f\x8b")) return "gzip";
  if (begin.startsWith("PAR1")) {
    if (text(tail) === "PAR1" && found.size > 12) return "parquet";
    throw fault("not-parquet", "it begins as a Parquet file but does not end as one; the file is cut short");
  }
  if (begin.slice(8, 12) === "DUCK") return "duckdb";
  if (begin.startsWith("PK\x03\x04")) throw fault("is-a-zip", "this is a zip; unpack it and give one file");
  const extension = extname(path).toLowerCase();
  if (extension === ".parquet" || extension === ".pq") throw fault("not-parquet", "this is no Parquet file");
  if ([".duckdb", ".ddb", ".db"].includes(extension)) throw fault("not-duckdb", "this is no DuckDB database");
  if (extension === ".gz") throw fault("not-gzip", "this is no gzip file");
  if (head.includes(0)) throw fault("not-text", "this is no text in UTF-8 (it holds zero bytes)");
  return "csv";
}

async function edgesOf(path: string, size: number) {
  const file = await open(path, "r");
  try {
    const head = new Uint8Array(Math.min(blockBytes, size));
    const tail = new Uint8Array(Math.min(4, size));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail };
  } finally {
    await file.close();
  }
}
