import type { PanelDefinition } from "../definition/panel-definition.js";
import { openEngine } from "../engine/duckdb-engine.js";
import type { Engine } from "../engine/engine.js";
import { InterruptedError, PanelError } from "../errors.js";
import { buildPanel } from "../panel/build-panel.js";
import { withStepLabels } from "../panel/export/step-labels.js";
import type { Panel } from "../panel/panel.js";
import type { Summary } from "../panel/summary/summary-schema.js";
import type { RunContext } from "../progress.js";
import type { SourceLog } from "../sources/source.js";
import { versionsOf } from "../study/versions.js";
import type { NamedLog } from "./log-input.js";

/** A log that was read, while the engine still holds its events. */
export interface ReadPanel {
  readonly engine: Engine;
  readonly log: SourceLog;
  readonly definition: PanelDefinition;
  readonly panel: Panel;
  readonly summary: Summary;
  readonly versions: Readonly<Record<string, string>>;
}

export interface PanelMeans {
  /** Left out, the source's own. */
  readonly definition: PanelDefinition | undefined;
  readonly memory?: string | undefined;
  readonly threads?: number | undefined;
}

/** Reads a log, builds its panel, summarises both, and hands them to `work`; then the engine is closed. */
export async function withPanel<T>(
  { source, written, input }: NamedLog,
  { definition: given, memory, threads }: PanelMeans,
  context: RunContext,
  work: (read: ReadPanel) => Promise<T>,
): Promise<T> {
  const engine = await openEngine({ memoryLimit: memory, threads, context });
  try {
    const log = await source.open(engine, input, context);
    const definition = given ?? log.panel ?? written.definition;
    if (definition === undefined)
      throw new PanelError(
        "panel.no-definition",
        `${source.name} comes with no panel; give one with --definition`,
      );
    const panel = await buildPanel(engine, log, definition, context, input);
    if (context.signal?.aborted) throw new InterruptedError("building the panel");
    const summary = labelled(await written.summarise(engine, log, panel, input, context), log);
    return await work({ engine, log, definition, panel, summary, versions: await versionsOf(engine) });
  } finally {
    await engine.close();
  }
}

/** Steps that are no days under their own labels. */
function labelled(summary: Summary, { step }: SourceLog): Summary {
  const rows = <Row extends { readonly event_date: string }>(given: readonly Row[]): Row[] => [
    ...withStepLabels(given, "event_date", step),
  ];
  return {
    ...summary,
    user_day_observed: rows(summary.user_day_observed),
    user_day: rows(summary.user_day),
    daily_panel_summary: rows(summary.daily_panel_summary),
  };
}
