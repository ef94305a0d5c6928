import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { type PanelOrigin, panelKey } from "../panel/store/panel-key.js";

/** What of work that did not end is used again by the same command, as a sentence. */
export async function keptForNext(
  cacheFolder: string | undefined,
  definition: PanelDefinition | undefined,
  origin: PanelOrigin | undefined,
): Promise<string> {
  if (cacheFolder === undefined)
    return "With --no-cache nothing is kept: run the same command again, and it begins anew.";
  const isKept =
    definition !== undefined &&
    origin !== undefined &&
    (await stat(join(cacheFolder, panelKey(definition, origin))).catch(() => undefined)) !== undefined;
  return isKept
    ? `The user-days of this panel are kept in ${cacheFolder}: run the same command again, and they are taken from there.`
    : "Of this run nothing is kept: run the same command again, and it begins anew.";
}
