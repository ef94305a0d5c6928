import { kuairec } from "./kuairec/kuairec.js";
import type { Source } from "./source.js";
import { table } from "./table/table.js";

/** Every log this package can read, by the name a definition and the command line give it. */
export const sources: Readonly<Record<string, Source>> = { kuairec, table };
