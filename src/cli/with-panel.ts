import type { PanelDefinition } from "../definition/panel-definition.js";
import { openEngine } from "../engine/duckdb-engine.js";
import type { Engine } from "../engine/engine.js";
import { engineVersion } from "../engine/engine-version.js";
import { InterruptedError, PanelError } from "../errors.js";
import { sourceExports } from "../panel/export/registry.js";
import type { Panel } from "../panel/panel.js";
import { panelOfOpenLog } from "../panel/store/panel-of-open-log.js";
import { panelOrigin } from "../panel/store/panel-origin.js";
import type { Summary } from "../panel/summary/summary-schema.js";
import type { RunContext } from "../progress.js";
import { sources } from "../sources/registry.js";
import type { SourceLog } from "../sources/source.js";
import { versionsOf } from "../study/versions.js";
import { exitCode, exitCodeOf } from "./exit-code.js";
import { keptForNext } from "./kept-for-next.js";
import type { NamedLog } from "./log-input.js";
import { namingMapping } from "./mapping-fault.js";

/** A log that was read, while the engine still holds its events. */
export interface ReadPanel {
  readonly engine: Engine;
  readonly log: SourceLog;
  readonly definition: PanelDefinition;
  readonly panel: Panel;
  readonly summary: Summary;
  readonly versions: Readonly<Record<string, string>>;
  /** Event column of the items, and the columns that written events are ordered by first. */
  readonly item: string;
  readonly order: readonly string[];
}

export interface PanelMeans {
  /** Left out, the source's own. */
  readonly definition: PanelDefinition | undefined;
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
  /** Folder of kept panels; left out, nothing is looked up or kept. */
  readonly cacheFolder?: string | undefined;
}

/** Reads a log, builds its panel, summarises both, and hands them to `work`; then the engine is closed. */
export async function withPanel<T>(
  { source: name, input, mappingFile }: NamedLog,
  { definition: given, memory, threads, cacheFolder }: PanelMeans,
  context: RunContext,
  work: (read: ReadPanel) => Promise<T>,
): Promise<T> {
  const [source, written] = [sources[name]!, sourceExports[name]!];
  const origin = cacheFolder === undefined ? undefined : await panelOrigin(name, input);
  const engine = await openEngine({ memoryLimit: memory, threads, context });
  let definition: PanelDefinition | undefined;
  try {
    const opened = await source.open(engine, input, context).catch((error: unknown) => {
      throw namingMapping(error, mappingFile);
    });
    const { log, summarise } = await written.prepare(engine, opened, input, context);
    definition = given ?? log.panel ?? written.definition;
    if (definition === undefined)
      throw new PanelError(
        "panel.no-definition",
        `${source.name} comes with no panel; give one with --definition`,
      );
    const panel = await panelOfOpenLog(
      { engine, opened, log, input, origin },
      definition,
      cacheFolder,
      context,
    );
    if (context.signal?.aborted) throw new InterruptedError("building the panel");
    const summary = await summarise(panel);
    const { item, order } = written;
    const versions = await versionsOf(await engineVersion(engine));
    return await work({ engine, log, definition, panel, summary, versions, item, order });
  } catch (error) {
    if (exitCodeOf(error) !== exitCode.badInput)
      context.note?.(await keptForNext(cacheFolder, definition, origin));
    throw error;
  } finally {
    await engine.close();
  }
}
