import { checkCall, kinds } from "../../call-check.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { SourceLog } from "../../sources/source.js";
import type { Panel } from "../panel.js";

/** What every summary of a log and its panel is given. */
interface SummaryCall {
  readonly engine: Engine;
  readonly log: SourceLog;
  readonly panel: Panel;
  readonly options: object;
  readonly context: RunContext;
}

/** Throws CausalError `call.argument` naming the summary, the argument that is missing or of another kind, and what to give. */
export function checkSummaryCall(call: string, given: SummaryCall): void {
  checkCall(call, given, {
    engine: kinds.engine,
    log: kinds.log,
    panel: kinds.panel,
    options: kinds.object,
    context: kinds.context,
  });
}
