import type { PanelDefinition } from "../../definition/panel-definition.js";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { LogInput, Source } from "../../sources/source.js";
import { logHash } from "../build-panel.js";
import type { Panel } from "../panel.js";
import { panelFromUserDays } from "../panel-from-user-days.js";
import { userDayBaseline, userDayTable } from "../user-days.js";
import { type InputFingerprint, inputFingerprints } from "./input-fingerprint.js";
import { type PanelOrigin, panelKey } from "./panel-key.js";
import { readStoredPanel } from "./read-stored-panel.js";
import { removeLeftovers } from "./remove-leftovers.js";
import type { LogDescription, StoredPanel } from "./stored-panel.js";
import { writeStoredPanel } from "./write-stored-panel.js";

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

/** Members of a source's input that say where the log lies; all others are choices and count in the key. */
const places = ["archive", "directory", "table"] as const;

/**
 * The panel of a log, from the store where the same input was aggregated in the same way before, else from the log,
 * and then kept. What is kept are the active user-days; history, future, calendar, treatments and all else a definition
 * evaluates on them may change freely (`panelKey`). A panel from the store equals the one from the log in every bit.
 *
 * An entry that is not byte for byte what was written is rebuilt and replaced. A build that fails or is stopped leaves
 * no entry, and the next one begins afresh; entries appear whole or not at all, so two processes may build at once.
 * The engine is opened only where the log is read and closed when this returns.
 * @param input  the source's own input and nothing else: every member but the places enters the key
 * @throws SourceError, PanelError, EngineError of the source and the builder; PanelError `panel.store-unwritable`;
 *   InterruptedError when the signal is aborted
 */
export async function openPanel(
  source: Source,
  input: LogInput,
  definition: PanelDefinition,
  options: OpenPanelOptions,
): Promise<OpenedPanel> {
  const { cacheFolder, context } = options;
  if (context.signal?.aborted) throw new InterruptedError("opening the panel");
  const origin = cacheFolder === undefined ? undefined : await originOf(source, input);
  const opened = ({ table, log, versions }: StoredPanel, fromCache: boolean): OpenedPanel => ({
    panel: panelFromUserDays(table, definition, logHash(log, input)),
    log,
    versions,
    fromCache,
  });
  if (cacheFolder === undefined || origin === undefined)
    return opened(await readLog(source, input, definition, options), false);

  const key = panelKey(definition, origin);
  context.progress.stage("looking for the panel");
  const found = await readStoredPanel(cacheFolder, key);
  if (found.state === "whole") return opened(found.panel, true);
  await removeLeftovers(cacheFolder, Date.now());
  const built = await readLog(source, input, definition, options);
  context.progress.stage("keeping the panel");
  await writeStoredPanel(cacheFolder, key, built, context.signal);
  return opened(built, false);
}

async function originOf(source: Source, input: LogInput): Promise<PanelOrigin | undefined> {
  const members = Object.entries(input).filter(([, value]) => value !== undefined);
  const isPlace = (name: string) => (places as readonly string[]).includes(name);
  const options = Object.fromEntries(members.filter(([name]) => !isPlace(name)));
  const inputs: InputFingerprint[] = [];
  for (const [name, path] of members) {
    if (!isPlace(name)) continue;
    const found = await inputFingerprints(String(path));
    if (found === undefined) return undefined;
    inputs.push(...found);
  }
  return { source: source.name, options, inputs };
}

/** Loads the engine only here: a panel from the store needs none. */
async function readLog(
  source: Source,
  input: LogInput,
  definition: PanelDefinition,
  options: OpenPanelOptions,
): Promise<StoredPanel> {
  const { context, memoryLimit, threads, temporaryFolder } = options;
  const { openEngine } = await import("../../engine/duckdb-engine.js");
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
    const [row] = await engine.objects("SELECT version() AS version ORDER BY version");
    return { table, log, versions: { duckdb: String(row?.version) } };
  } finally {
    await engine.close();
  }
}
