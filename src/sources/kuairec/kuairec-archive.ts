import { join } from "node:path";
import { nearestName } from "../../definition/nearest-name.js";
import { SourceError } from "../../errors.js";
import { copyMember } from "../../files/copy-member.js";
import { type OpenZip, openZip, type ZipMember } from "../../files/open-zip.js";
import type { RunContext } from "../../progress.js";
import type { LogOrigin } from "../../results/log-origin.js";
import { kuairecTables } from "./kuairec-tables.js";

/** The inner zip of a KuaiRec download, open, or a folder it was unpacked to. */
export interface KuaiRecArchive {
  readonly inner: OpenZip;
  readonly origin: LogOrigin;
  /** Where a member lies as a plain file; undefined where it must be unzipped. */
  fileOf(member: string): string | undefined;
  close(): Promise<void>;
}

/**
 * Opens the inner zip of a KuaiRec archive: where it stands when it is stored, else unzipped to `folder` first. A
 * member `simulation.json` in the outer zip says that the log was made by a simulator. Throws `SourceError`
 * "kuairec.no-inner-zip" and those of `openZip` ("zip.not-found", "zip.not-a-zip", …).
 */
export async function openKuaiRecArchive(
  path: string,
  folder: string,
  context: RunContext,
): Promise<KuaiRecArchive> {
  const outer = await openZip(path);
  try {
    const member = outer.members.get(kuairecTables.innerZip);
    if (!member) throw noInnerZip(outer);
    const origin = outer.members.has(kuairecTables.simulationMark) ? "simulated" : "recorded";
    const inner = member.stored
      ? await outer.openStored(member.name)
      : await extractInner(outer, member, folder, context);
    return {
      inner,
      origin,
      fileOf: () => undefined,
      async close() {
        await inner.close();
        await outer.close();
      },
    };
  } catch (error) {
    await outer.close();
    throw error;
  }
}

async function extractInner(
  outer: OpenZip,
  member: ZipMember,
  folder: string,
  context: RunContext,
): Promise<OpenZip> {
  const path = join(folder, "inner.zip");
  context.progress.stage(`Unzipping ${member.name}`, member.bytes / 1e6, "MB");
  await copyMember(outer, member.name, path, {
    signal: context.signal,
    onBytes: (bytes) => context.progress.advance(bytes / 1e6),
  });
  return openZip(path, `${outer.name} → ${member.name}`);
}

function noInnerZip(outer: OpenZip): SourceError {
  const names = [...outer.members.keys()];
  const near = nearestName(kuairecTables.innerZip, names);
  const isInner = names.some((name) => name.startsWith("KuaiRec 2.0/"));
  const hint = isInner
    ? "this looks like the inner zip itself; give the download that holds it (18164998.zip)"
    : near
      ? `did you mean "${near}"?`
      : "give the KuaiRec download (18164998.zip) as it is";
  return new SourceError(
    "kuairec.no-inner-zip",
    `${outer.name}: no member "${kuairecTables.innerZip}" (it holds ${names.slice(0, 8).join(", ") || "nothing"}); ${hint}`,
    { archive: outer.name, members: names.slice(0, 50) },
  );
}
