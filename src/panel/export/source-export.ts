import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, SourceLog } from "../../sources/source.js";
import type { Panel } from "../panel.js";
import type { Summary } from "../summary/summary-schema.js";

/** How a source's log and panel are written out and described. */
export interface SourceExport {
  /** Columns that the rows of the written event table are ordered by first. */
  readonly order: readonly string[];
  /** Event column of the items, where there may be any. */
  readonly item: string;
  /** The panel that a reader who names none gets; left out, the opened log brings one. */
  readonly definition?: PanelDefinition;
  /** An opened log with what the source has beside its events, before a panel is built of it. */
  readonly prepare: (
    engine: Engine,
    log: SourceLog,
    input: LogInput,
    context: RunContext,
  ) => Promise<PreparedLog>;
}

export interface PreparedLog {
  /** With its dimensions and their audit. */
  readonly log: SourceLog;
  readonly summarise: (panel: Panel) => Promise<Summary>;
}
