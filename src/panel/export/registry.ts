import { kuairecPanel } from "../../sources/kuairec/kuairec-panel.js";
import { summariseKuairec } from "../summary/summarise-kuairec.js";
import { summariseLog } from "../summary/summarise-log.js";
import type { SourceExport } from "./source-export.js";

const kuairec: SourceExport = {
  places: ["archive", "directory"],
  eventsFile: "interactions.parquet",
  order: ["user_id", "event_time", "video_id"],
  item: "video_id",
  definition: kuairecPanel,
  summarise: (engine, log, panel, input, context) =>
    input.archive === undefined
      ? summariseLog(engine, log, panel, { item: "video_id" }, context)
      : summariseKuairec(engine, log, panel, { archive: input.archive }, context),
};

const table: SourceExport = {
  places: ["table"],
  eventsFile: "events.parquet",
  order: ["user_id", "event_date"],
  item: "item_id",
  summarise: (engine, log, panel, _input, context) => summariseLog(engine, log, panel, {}, context),
};

/** How every source is written out, under the names of `sources`; a test holds the two together. */
export const sourceExports: Readonly<Record<string, SourceExport>> = { kuairec, table };
