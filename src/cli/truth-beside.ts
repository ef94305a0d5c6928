import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openZip } from "../files/open-zip.js";
import { type TruthFile, truthSchema } from "../simulation/truth-schema.js";

/**
 * The known answer of a simulated archive: `truth.json` in the same folder, when it belongs to this very log (same
 * world, seed and size as the archive says of itself). `undefined` without the file or for a recorded log;
 * "not of this archive" when the file is there but tells of something else.
 */
export async function truthBeside(archive: string): Promise<TruthFile | "not of this archive" | undefined> {
  let text: string;
  try {
    text = await readFile(join(dirname(archive), "truth.json"), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
  const mark = await simulationMark(archive);
  if (mark === undefined) return undefined;
  const truth = truthSchema.safeParse(parseJson(text));
  if (!truth.success) return "not of this archive";
  const same = (["world", "seed", "users", "days"] as const).every((key) => truth.data[key] === mark[key]);
  return same ? truth.data : "not of this archive";
}

/** What a simulated archive says of itself; undefined for a recorded one. */
async function simulationMark(archive: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const zip = await openZip(archive);
  try {
    if (!zip.members.has("simulation.json")) return undefined;
    const blocks: Uint8Array[] = [];
    for await (const block of zip.read("simulation.json")) blocks.push(block);
    const mark = parseJson(Buffer.concat(blocks).toString("utf8"));
    return typeof mark === "object" && mark !== null ? (mark as Record<string, unknown>) : {};
  } finally {
    await zip.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
