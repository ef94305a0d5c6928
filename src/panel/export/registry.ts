import { kuairecPanel } from "../../sources/kuairec/kuairec-panel.js";
import { kuairecItemsInput } from "../../sources/kuairec/summary/items-input.js";
import { loadKuaiRecItems, withKuaiRecItems } from "../../sources/kuairec/summary/load-items.js";
import { summariseKuairec } from "../summary/summarise-kuairec.js";
import { summariseLog } from "../summary/summarise-log.js";
import type { SourceExport } from "./source-export.js";

const kuairec: SourceExport = {
  order: ["user_id", "event_time", "video_id"],
  item: "video_id",
  definition: kuairecPanel,
  prepare: async (engine, opened, input, context) => {
    const items = await loadKuaiRecItems(engine, kuairecItemsInput(input), context);
    const log = withKuaiRecItems(opened, items);
    return { log, summarise: (panel) => summariseKuairec(engine, log, panel, { items }, context) };
  },
};

const table: SourceExport = {
  order: ["user_id", "event_date"],
  item: "item_id",
  prepare: async (engine, log, _input, context) => ({
    log,
    summarise: (panel) => summariseLog(engine, log, panel, {}, context),
  }),
};

/** How every source is written out, under the names of `sources`; a test holds the two together. */
export const sourceExports: Readonly<Record<string, SourceExport>> = { kuairec, table };
