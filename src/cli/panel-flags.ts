import type { LogReadingFlags } from "./log-flags.js";

/** Flags of `counterday panel` but for how it prints. */
export interface PanelFlags extends LogReadingFlags {
  readonly out: string;
  readonly report?: true;
  /** False with --no-cache. */
  readonly cache: boolean;
}
