import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Engine } from "../engine/engine.js";
import { InterruptedError } from "../errors.js";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";
import type { RunContext } from "../progress.js";
import type { SourceLog } from "../sources/source.js";
import type { Panel } from "./panel.js";
import { panelFromUserDays } from "./panel-from-user-days.js";
import { userDayTable } from "./user-days.js";

/**
 * The panel of a cleaned log. Its hash recognises the definition without treatments, the files that were read and how
 * many events they gave.
 * @throws PanelError for a definition that the log cannot serve; InterruptedError when the signal is aborted
 */
export async function buildPanel(
  engine: Engine,
  log: SourceLog,
  definition: PanelDefinition,
  context: RunContext,
): Promise<Panel> {
  context.progress.stage("building the panel");
  const table = await userDayTable(engine, log, definition);
  if (context.signal?.aborted) throw new InterruptedError("building the panel");
  return panelFromUserDays(table, definition, logHash(log));
}

/** Recognises the input of a panel: its source, the files that were read and how many events they gave. */
export function logHash({
  source,
  events,
  fingerprints,
}: Pick<SourceLog, "source" | "events" | "fingerprints">): string {
  return hashText(canonicalJson({ source, events, fingerprints }));
}
