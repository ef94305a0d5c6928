import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { InputFingerprint } from "./input-fingerprint.js";
import { type PanelOrigin, panelFamily, panelKey } from "./panel-key.js";

/** Where an entry of the store stands, or would stand. */
export interface StoredPlace {
  readonly cacheFolder: string;
  readonly key: string;
  /** What the entry has in common with those of the same log when it was shorter. */
  readonly family: string;
  readonly inputs: readonly InputFingerprint[];
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
  const family = panelFamily(definition, origin);
  return { cacheFolder, key, family, inputs: origin.inputs, unchanged };
}
