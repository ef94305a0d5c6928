import type { DefinitionFlag, LogReadingFlags } from "./log-flags.js";

/** Flags of `counterday panel` but for how it prints. */
export interface PanelFlags extends LogReadingFlags, DefinitionFlag {
  readonly out: string;
  readonly report?: true;
  /** False with --no-cache. */
  readonly cache: boolean;
}
