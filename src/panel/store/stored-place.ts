import type { PanelDefinition } from "../../definition/panel-definition.js";
import { type PanelOrigin, panelKey } from "./panel-key.js";

/** Where an entry of the store stands, or would stand. */
export interface StoredPlace {
  readonly cacheFolder: string;
  readonly key: string;
  /** Whether the input is still what the key was formed from. */
  readonly unchanged: () => Promise<boolean>;
}

/**
 * The place of a definition's user-days in a store.
 * @param origin  of the input before it was read
 * @param now  finds the origin again
 */
export function storedPlace(
  cacheFolder: string,
  definition: PanelDefinition,
  origin: PanelOrigin,
  now: () => Promise<PanelOrigin | undefined>,
): StoredPlace {
  const key = panelKey(definition, origin);
  const unchanged = async () => {
    const later = await now();
    return later !== undefined && panelKey(definition, later) === key;
  };
  return { cacheFolder, key, unchanged };
}
