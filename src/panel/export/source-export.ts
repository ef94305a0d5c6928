import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, SourceLog } from "../../sources/source.js";
import type { Panel } from "../panel.js";
import type { Summary } from "../summary/summary-schema.js";

/** How a source's log and panel are written out and described. */
export interface SourceExport {
  /** Which of the three places of an input the source reads from. */
  readonly places: readonly ("archive" | "directory" | "table")[];
  /** The event table's file, and the columns its rows are ordered by first. */
  readonly eventsFile: string;
  readonly order: readonly string[];
  /** Event column of the items, where there may be any. */
  readonly item: string;
  /** The panel that a reader who names none gets; left out, the opened log brings one. */
  readonly definition?: PanelDefinition;
  readonly summarise: (
    engine: Engine,
    log: SourceLog,
    panel: Panel,
    input: LogInput,
    context: RunContext,
  ) => Promise<Summary>;
}
