import { writeFile } from "node:fs/promises";
import { type OpenZip, openZip } from "../../src/files/open-zip.js";
import { zipBytes } from "../../src/files/zip-bytes.js";

/** Members of a zip by name, whole. */
export type Members = Map<string, Buffer>;

export async function readMembers(zip: OpenZip): Promise<Members> {
  const members: Members = new Map();
  for (const name of zip.members.keys()) members.set(name, await gather(zip.read(name)));
  return members;
}

/** The bytes of a zip with these members, all stored. */
export async function zipOf(members: Members): Promise<Buffer> {
  const contents = [...members].map(([name, bytes]) => ({ name, content: once(bytes), compress: false }));
  return gather(zipBytes(contents));
}

/** Copies a simulated archive with a change made to the tables of its inner zip. */
export async function copyWithTables(
  archive: string,
  copy: string,
  change: (tables: Members) => void,
): Promise<void> {
  const outer = await openZip(archive);
  try {
    const members = await readMembers(outer);
    const inner = await outer.openStored("KuaiRec.zip");
    const tables = await readMembers(inner);
    await inner.close();
    change(tables);
    members.set("KuaiRec.zip", await zipOf(tables));
    await writeFile(copy, await zipOf(members));
  } finally {
    await outer.close();
  }
}

async function gather(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const block of blocks) found.push(block);
  return Buffer.concat(found);
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
