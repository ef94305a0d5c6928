import type { OpenZip } from "../../../files/open-zip.js";

export interface InventoryRow {
  readonly member: string;
  /** Uncompressed size in millions of bytes. */
  readonly size_mb: number;
}

/** Members of a zip whose name begins with `prefix`, in order of their names. */
export function archiveInventory({ members }: OpenZip, prefix = ""): readonly InventoryRow[] {
  return [...members.values()]
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, bytes }) => ({ member: name, size_mb: bytes / 1e6 }))
    .sort((a, b) => (a.member < b.member ? -1 : 1));
}
