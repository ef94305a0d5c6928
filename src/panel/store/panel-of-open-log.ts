import type { PanelDefinition } from "../../definition/panel-definition.js";
import { usesItems } from "../../definition/uses-items.js";
import type { Engine } from "../../engine/engine.js";
import { engineVersion } from "../../engine/engine-version.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, SourceLog } from "../../sources/source.js";
import { logHash } from "../build-panel.js";
import { checkStep } from "../check-step.js";
import type { Panel } from "../panel.js";
import { panelFromUserDays } from "../panel-from-user-days.js";
import { readUserDays } from "../read-user-days.js";
import { userDayTable } from "../user-days.js";
import { keepGrowth } from "./keep-growth.js";
import { keptUserDays } from "./kept-user-days.js";
import type { PanelOrigin } from "./panel-key.js";
import { panelOrigin } from "./panel-origin.js";
import type { StoredPanel } from "./stored-panel.js";
import { storedPlace } from "./stored-place.js";

export interface OpenLog {
  readonly engine: Engine;
  /** As the source opened it. */
  readonly opened: SourceLog;
  /** With its dimensions and their audit. */
  readonly log: SourceLog;
  readonly input: LogInput;
  /** `panelOrigin` of the input from before the log was opened; left out, nothing is looked up or kept. */
  readonly origin: PanelOrigin | undefined;
}

/**
 * The panel of a log that the engine holds, for those who need its events too: its user-days are taken from the store
 * where `openPanel` would find them, and kept where it will look.
 * @throws PanelError for a definition that the log cannot serve; InterruptedError when the signal is aborted
 */
export async function panelOfOpenLog(
  { engine, opened, log, input, origin }: OpenLog,
  definition: PanelDefinition,
  cacheFolder: string | undefined,
  context: RunContext,
): Promise<Panel> {
  checkStep(definition, log.step);
  // What `openPanel` would find: a source opens its dimensions only for a definition that asks for items.
  const described = usesItems(definition) ? log : opened;
  const build = async () => {
    const largest = new Map<string, number>();
    const table = await readUserDays(context, () => userDayTable(engine, log, definition, largest));
    const {
      eventsTable: _e,
      usersTable: _u,
      dimensions: _d,
      userDays: _t,
      state,
      ...description
    } = described;
    const made = { table, log: description, versions: { duckdb: await engineVersion(engine) } };
    if (cacheFolder === undefined) return made;
    return { ...made, growth: await keepGrowth(engine, state, input.table ?? "", largest) };
  };
  const panelOf = ({ table }: StoredPanel) =>
    panelFromUserDays(table, definition, logHash(log, input), { step: log.step });
  if (cacheFolder === undefined || origin === undefined) return panelOf(await build());
  const grow = { whole: "its events are asked for too, not only their panel" };
  const now = () => panelOrigin(log.source, input);
  const place = storedPlace(cacheFolder, definition, origin, now);
  return panelOf((await keptUserDays(place, context, { build, grow })).kept);
}
