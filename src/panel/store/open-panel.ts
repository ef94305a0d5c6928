import { checkCall, having, kinds } from "../../call-check.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, Source } from "../../sources/source.js";
import { logHash } from "../build-panel.js";
import type { Panel } from "../panel.js";
import { panelFromUserDays } from "../panel-from-user-days.js";
import { readUserDays } from "../read-user-days.js";
import { userDayBaseline, userDayTable } from "../user-days.js";
import { keptUserDays, type UserDayMaker } from "./kept-user-days.js";
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
 * Of a log that was appended to since it was kept, only what was appended is read where the source can add it (a CSV file
 * of the table source); a note says how much was added, or why the log is read whole.
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
  checkCall(
    "openPanel",
    { source, input, definition, options },
    {
      source: having("a source, such as sources.kuairec", "name", "open"),
      input: kinds.object,
      definition: kinds.definition,
      options: kinds.object,
    },
  );
  checkCall("openPanel", options, { context: kinds.context });
  const { cacheFolder, context } = options;
  if (context.signal?.aborted) throw new InterruptedError("opening the panel");
  const origin = cacheFolder === undefined ? undefined : await panelOrigin(source.name, input);
  const opened = ({ table, log, versions }: StoredPanel, fromCache: boolean): OpenedPanel => ({
    panel: panelFromUserDays(table, definition, logHash(log, input), { step: log.step }),
    log,
    versions,
    fromCache,
  });
  const build = () =>
    withEngine(options, (engine) => readLog(engine, source, input, definition, cacheFolder, context));
  if (cacheFolder === undefined || origin === undefined) return opened(await build(), false);

  const place = storedPlace(cacheFolder, definition, origin, () => panelOrigin(source.name, input));
  const { kept, found } = await keptUserDays(place, context, {
    build,
    grow: grower(source, input, definition, options),
  });
  if (found) context.note?.(`The panel was found in ${cacheFolder}; the log was not read.`);
  return opened(kept, found);
}

/** How rows appended to the log of a source are added, where the source can. */
function grower(
  { grow }: Source,
  input: LogInput,
  definition: PanelDefinition,
  options: OpenPanelOptions,
): UserDayMaker["grow"] {
  const path = input.table;
  if (grow === undefined || path === undefined)
    return { whole: "rows can be added only to a plain CSV file of the table source" };
  return {
    path,
    from: (earlier) =>
      withEngine(options, async (engine) => {
        const { growPanel } = await import("./grow-panel.js");
        return growPanel(engine, { grow }, input, path, definition, earlier, options.context);
      }),
  };
}

/** Loads the engine only here: a panel from the store needs none. */
async function withEngine<T>(
  { context, memoryLimit, threads, temporaryFolder }: OpenPanelOptions,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { openEngine } = await import("../../engine/duckdb-engine.js");
  const engine = await openEngine({ memoryLimit, threads, temporaryFolder, context });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

async function readLog(
  engine: Engine,
  source: Source,
  input: LogInput,
  definition: PanelDefinition,
  cacheFolder: string | undefined,
  context: RunContext,
): Promise<StoredPanel> {
  const opened = await source.open(engine, input, context, definition);
  const { eventsTable, usersTable, dimensions, userDays, state, ...log } = opened;
  const tables = { eventsTable, usersTable, ...(dimensions ? { dimensions } : {}) };
  const largest = new Map<string, number>();
  const table = await readUserDays(context, async () =>
    userDays === undefined
      ? await userDayTable(engine, tables, definition, largest)
      : { ...userDays, baseline: await userDayBaseline(engine, tables, definition) },
  );
  const [{ engineVersion }, { keepGrowth }] = await Promise.all([
    import("../../engine/engine-version.js"),
    import("./keep-growth.js"),
  ]);
  const made = { table, log, versions: { duckdb: await engineVersion(engine) } };
  if (cacheFolder === undefined) return made;
  return { ...made, growth: await keepGrowth(engine, state, input.table ?? "", largest) };
}
