import type { PanelDefinition } from "../../definition/panel-definition.js";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, Source } from "../../sources/source.js";
import { logHash } from "../build-panel.js";
import type { Panel } from "../panel.js";
import { panelFromUserDays } from "../panel-from-user-days.js";
import { userDayBaseline, userDayTable } from "../user-days.js";
import { keptUserDays } from "./kept-user-days.js";
import { panelOrigin } from "./panel-origin.js";
import type { LogDescription, StoredPanel } from "./stored-panel.js";
import { storedPlace } from "./stored-place.js";

export interface OpenPanelOptions {
  /** Folder of kept panels, e.g. ".counterday/panels"; left out, nothing is kept or looked up. */
  readonly cacheFolder?: string | undefined;
  readonly context: RunContext;
  /** Of the engine, where the log has to be read. */
  readonly memoryLimit?: string | undefined;
  readonly threads?: number | undefined;
  readonly temporaryFolder?: string | undefined;
}

export interface OpenedPanel {
  readonly panel: Panel;
  /** What the source said of the log when it was read. */
  readonly log: LogDescription;
  /** Versions of what made the user-day table: the engine's under "duckdb". */
  readonly versions: Readonly<Record<string, string>>;
  /** Whether the log was not read because the store held its user-days. */
  readonly fromCache: boolean;
}

/**
 * The panel of a log, from the store where the same input was aggregated in the same way before, else from the log,
 * and then kept. What is kept are the active user-days; history, future, calendar, treatments and all else a definition
 * evaluates on them may change freely (`panelKey`). A panel from the store equals the one from the log in every bit.
 *
 * An entry that is not byte for byte what was written is rebuilt and replaced. A build that fails or is stopped leaves
 * no entry, and the next one begins afresh; entries appear whole or not at all, so two processes may build at once.
 * A store that cannot be read or written costs a note, not the panel.
 * The engine is opened only where the log is read and closed when this returns.
 * @param input  the source's own input and nothing else: every member but the places and defaults enters the key
 * @throws SourceError, PanelError, EngineError of the source and the builder; InterruptedError when the signal is aborted
 */
export async function openPanel(
  source: Source,
  input: LogInput,
  definition: PanelDefinition,
  options: OpenPanelOptions,
): Promise<OpenedPanel> {
  const { cacheFolder, context } = options;
  if (context.signal?.aborted) throw new InterruptedError("opening the panel");
  const origin = cacheFolder === undefined ? undefined : await panelOrigin(source.name, input);
  const opened = ({ table, log, versions }: StoredPanel, fromCache: boolean): OpenedPanel => ({
    panel: panelFromUserDays(table, definition, logHash(log, input), { step: log.step }),
    log,
    versions,
    fromCache,
  });
  if (cacheFolder === undefined || origin === undefined)
    return opened(await readLog(source, input, definition, options), false);

  const place = storedPlace(cacheFolder, definition, origin, () => panelOrigin(source.name, input));
  const { kept, found } = await keptUserDays(place, context, () =>
    readLog(source, input, definition, options),
  );
  if (found) context.note?.(`The panel was found in ${cacheFolder}; the log was not read.`);
  return opened(kept, found);
}

/** Loads the engine only here: a panel from the store needs none. */
async function readLog(
  source: Source,
  input: LogInput,
  definition: PanelDefinition,
  options: OpenPanelOptions,
): Promise<StoredPanel> {
  const { context, memoryLimit, threads, temporaryFolder } = options;
  const [{ openEngine }, { engineVersion }] = await Promise.all([
    import("../../engine/duckdb-engine.js"),
    import("../../engine/engine-version.js"),
  ]);
  const engine = await openEngine({ memoryLimit, threads, temporaryFolder, context });
  try {
    const { eventsTable, usersTable, dimensions, userDays, ...log } = await source.open(
      engine,
      input,
      context,
      definition,
    );
    context.progress.stage("building the panel");
    const tables = { eventsTable, usersTable, ...(dimensions ? { dimensions } : {}) };
    const table =
      userDays === undefined
        ? await userDayTable(engine, tables, definition)
        : { ...userDays, baseline: await userDayBaseline(engine, tables, definition) };
    if (context.signal?.aborted) throw new InterruptedError("building the panel");
    return { table, log, versions: { duckdb: await engineVersion(engine) } };
  } finally {
    await engine.close();
  }
}
