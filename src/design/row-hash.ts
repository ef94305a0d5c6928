import { createHash } from "node:crypto";

/** SHA-256 of arrays of numbers, 64 hex digits. */
export function rowHash(...arrays: readonly (Int32Array | Float64Array)[]): string {
  const hash = createHash("sha256");
  for (const array of arrays) {
    hash.update(`${array.length};`);
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest("hex");
}
