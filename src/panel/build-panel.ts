import { checkCall, kinds } from "../call-check.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import type { Engine } from "../engine/engine.js";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";
import type { RunContext } from "../progress.js";
import type { LogInput, SourceLog } from "../sources/source.js";
import { checkStep } from "./check-step.js";
import { logChoices } from "./log-choices.js";
import type { Panel } from "./panel.js";
import { panelFromUserDays } from "./panel-from-user-days.js";
import { readUserDays } from "./read-user-days.js";
import { userDayTable } from "./user-days.js";

/**
 * The panel of a cleaned log. Its hash recognises the definition without treatments, the files that were read, what of
 * them was asked for and how many events they gave.
 * @param input  what the source was asked for; its choices enter the hash, where the log lies does not
 * @throws PanelError for a definition that the log cannot serve; InterruptedError when the signal is aborted
 */
export async function buildPanel(
  engine: Engine,
  log: SourceLog,
  definition: PanelDefinition,
  context: RunContext,
  input: LogInput = {},
): Promise<Panel> {
  checkCall(
    "buildPanel",
    { engine, log, definition, context },
    { engine: kinds.engine, log: kinds.log, definition: kinds.definition, context: kinds.context },
  );
  checkStep(definition, log.step);
  const table = await readUserDays(context, () => userDayTable(engine, log, definition));
  return panelFromUserDays(table, definition, logHash(log, input), { step: log.step });
}

/**
 * Recognises the input of a panel: its source, the files that were read, what of them was asked for (rows, matrix, days,
 * mapping, …) and how many events they gave.
 */
export function logHash(
  { source, events, fingerprints }: Pick<SourceLog, "source" | "events" | "fingerprints">,
  input: LogInput = {},
): string {
  const options = logChoices(input);
  const asked = Object.keys(options).length === 0 ? {} : { options };
  return hashText(canonicalJson({ source, events, fingerprints, ...asked }));
}
