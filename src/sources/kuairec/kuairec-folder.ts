import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { didYouMean } from "../../definition/nearest-name.js";
import { InterruptedError, SourceError } from "../../errors.js";
import type { OpenZip, ZipMember } from "../../files/open-zip.js";
import { fileFingerprint } from "../file-fingerprint.js";
import type { KuaiRecArchive } from "./kuairec-archive.js";
import { kuairecTables } from "./kuairec-tables.js";

const prefix = "KuaiRec 2.0/data/";

/**
 * Opens an unpacked KuaiRec download: a folder that holds `KuaiRec 2.0/data/*.csv`, or the CSV files themselves. Its
 * files go by the names of their members; `simulation.json` beside either says that a simulator made the log.
 * @throws SourceError "kuairec.no-folder", "kuairec.not-a-folder", "kuairec.no-tables"
 */
export async function openKuaiRecFolder(path: string): Promise<KuaiRecArchive> {
  const name = basename(path);
  const found = await stat(path).catch((error: unknown) => {
    throw new SourceError("kuairec.no-folder", `${name}: no such folder`, { directory: name }, error);
  });
  if (!found.isDirectory())
    throw new SourceError(
      "kuairec.not-a-folder",
      `${name}: this is a file; give it as --archive, or the folder it was unpacked to`,
      { directory: name },
    );
  const folder = (await filesOf(join(path, prefix))).length > 0 ? join(path, prefix) : path;
  const files = (await filesOf(folder)).filter((file) => file.endsWith(".csv"));
  if (!files.some((file) => file === "small_matrix.csv" || file === "big_matrix.csv"))
    throw new SourceError(
      "kuairec.no-tables",
      `${name}: neither "${prefix}small_matrix.csv" nor small_matrix.csv is in it (it holds ` +
        `${(await readdir(path)).sort().slice(0, 8).join(", ") || "nothing"})${didYouMean("small_matrix.csv", files)}`,
      { directory: name },
    );
  const members = new Map<string, ZipMember>();
  for (const file of files) {
    const { bytes, crc32 } = await fileFingerprint(join(folder, file));
    members.set(prefix + file, { name: prefix + file, bytes, crc32, stored: false });
  }
  const fileOf = (member: string): string => join(folder, member.slice(prefix.length));
  const marked = [...(await filesOf(path)), ...(await filesOf(folder))].includes(
    kuairecTables.simulationMark,
  );
  const close = async (): Promise<void> => {};
  return {
    inner: folderAsZip(name, members, fileOf),
    origin: marked ? "simulated" : "recorded",
    fileOf,
    close,
  };
}

function folderAsZip(
  name: string,
  members: ReadonlyMap<string, ZipMember>,
  fileOf: (member: string) => string,
): OpenZip {
  return {
    name,
    members,
    async *read(member, signal) {
      for await (const block of createReadStream(fileOf(member), { highWaterMark: 262_144 })) {
        if (signal?.aborted) throw new InterruptedError(`reading ${member}`);
        yield block as Uint8Array;
      }
    },
    async openStored(member) {
      throw new SourceError("zip.member-missing", `${name}: "${member}" is no zip`, {
        archive: name,
        member,
      });
    },
    async close() {},
  };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
