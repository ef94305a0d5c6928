import type { Manifest } from "../study/schemas/manifest-schema.js";

/**
 * How the reported run can be done again. It is the part of the manifest that is the same for every run of the same
 * question on the same input, so that pages stay byte-identical; a whole manifest may be handed over.
 */
export type Reproduction = Readonly<
  Pick<
    Manifest,
    "command" | "mapping" | "estimand" | "estimandHash" | "panelHash" | "sources" | "seed" | "versions"
  >
>;
