import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkCall, kinds } from "../call-check.js";
import { UsageError } from "../errors.js";
import { makeFolders } from "../files/make-folders.js";
import { withTemporaryFolder } from "../files/temporary-folder.js";
import { writeZip } from "../files/zip-writer.js";
import type { RunContext } from "../progress.js";
import { archiveMembers } from "./archive/archive-members.js";
import { checkSimulationOptions, type SimulationOptions } from "./simulation-options.js";
import { truthFile } from "./truth-file.js";
import type { TruthFile } from "./truth-schema.js";
import type { World } from "./world.js";
import { worlds } from "./worlds/registry.js";

export interface SimulateArchiveOptions extends SimulationOptions {
  /** A name of the registry of worlds; default "feedback". */
  readonly world?: string;
  /** Folder that receives `18164998.zip` and `truth.json`; made when it does not exist. */
  readonly out: string;
  /** Whether the tables are deflated; default true. */
  readonly compress?: boolean;
}

export interface SimulatedArchive {
  readonly archive: string;
  readonly truthPath: string;
  readonly truth: TruthFile;
}

/**
 * Writes a simulated log in KuaiRec's nested archive format, and beside it the true effect. Both files are written
 * aside and renamed when both are whole; a failure or an abort leaves nothing new. Memory does not grow with the
 * users. The same arguments give the same bytes.
 * @throws UsageError `simulation.*` for wrong sizes or an unknown world; InterruptedError when `signal` is aborted
 * Checked by: test/simulation/simulate-archive.test.ts, test/simulation/archive-round-trip.test.ts
 */
export async function simulateArchive(
  options: SimulateArchiveOptions,
  context: RunContext,
): Promise<SimulatedArchive> {
  checkSimulationOptions(options);
  checkCall("simulateArchive", options, { out: kinds.text });
  checkCall("simulateArchive", { context }, { context: kinds.context });
  const world = worldNamed(options.world ?? "feedback");
  const { users, days, seed, compress = true } = options;
  const truth = await truthFile(world, { users, days, seed }, context);
  const archive = join(options.out, "18164998.zip");
  const truthPath = join(options.out, "truth.json");
  const firstMade = await makeFolders(options.out);
  try {
    await withTemporaryFolder(
      ".simulating-",
      async (aside) => {
        const members = archiveMembers(world, { users, days, seed }, compress, context);
        const signal = context.signal ? { signal: context.signal } : {};
        await writeZip(join(aside, "18164998.zip"), members, signal);
        await writeFile(join(aside, "truth.json"), `${JSON.stringify(truth, null, 2)}\n`);
        await rename(join(aside, "18164998.zip"), archive);
        await rename(join(aside, "truth.json"), truthPath);
      },
      options.out,
    );
  } catch (error) {
    if (firstMade !== undefined) await rm(firstMade, { recursive: true, force: true });
    throw error;
  }
  return { archive, truthPath, truth };
}

function worldNamed(name: string): World {
  const world = Object.hasOwn(worlds, name) ? worlds[name] : undefined;
  if (world !== undefined) return world;
  throw new UsageError(
    "simulation.world",
    `there is no simulated world "${name}"; choose ${Object.values(worlds)
      .map((known) => `"${known.name}" (${known.sentence})`)
      .join(" or ")}`,
    { world: name },
  );
}
