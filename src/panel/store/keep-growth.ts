import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../engine/engine.js";
import { hashFile } from "../../files/hash-file.js";
import { withTemporaryFolder } from "../../files/temporary-folder.js";
import type { LogState, WholeRead } from "../../sources/log-growth.js";
import type { StoredGrowth } from "./stored-panel.js";
import { writeParquet } from "./write-parquet.js";

/**
 * Takes what growth needs of a log out of the engine.
 * @param path  the one file that was read
 * @param largest  as `userDayTable` left it
 * @param sha256  of the file, where it is known
 */
export async function keepGrowth(
  engine: Engine,
  state: LogState | WholeRead | undefined,
  path: string,
  largest: ReadonlyMap<string, number>,
  known?: string,
): Promise<StoredGrowth | WholeRead> {
  if (state === undefined) return { whole: "its source reads every log whole" };
  if ("whole" in state) return state;
  const { bytes, sha256 } =
    known === undefined ? await hashFile(path) : { bytes: (await stat(path)).size, sha256: known };
  const tables: Record<string, Uint8Array> = {};
  await withTemporaryFolder("counterday-growth-", async (folder) => {
    for (const [name, query] of Object.entries(state.tables)) {
      const file = join(folder, name);
      await writeParquet(engine, query, file);
      tables[name] = await readFile(file);
    }
  });
  return { bytes, sha256, facts: state.facts, largest: Object.fromEntries(largest), tables };
}
