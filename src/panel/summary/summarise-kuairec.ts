import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import { kuairecEventSummary } from "../../sources/kuairec/summary/kuairec-event-summary.js";
import type { KuaiRecItems } from "../../sources/kuairec/summary/load-items.js";
import { type KuaiRecItemsInput, loadKuaiRecItems } from "../../sources/kuairec/summary/load-items.js";
import type { SourceLog } from "../../sources/source.js";
import type { Panel } from "../panel.js";
import { checkSummaryCall } from "./check-summary-call.js";
import { type PanelSummaryOptions, panelSummary } from "./panel-summary.js";
import { type Summary, summarySchema } from "./summary-schema.js";

/** Where the tables beside the events come from: loaded already, or the archive to load them from. */
export type KuaiRecSummaryOptions = PanelSummaryOptions &
  ({ readonly items: KuaiRecItems } | KuaiRecItemsInput);

/** The outcomes and covariates that the notebook looks at. */
export const notebookColumns = {
  outcomes: [
    "next_day_active",
    "future_3day_active_days",
    "future_3day_interactions",
    "future_7day_active_days",
  ],
  dailyOutcomes: ["next_day_active"],
  covariates: [
    "lag_1_active_day",
    "lag_1_interactions",
    "lag_1_total_play_duration_sec",
    "lag_1_avg_watch_ratio",
    "prior_3day_active_day",
    "prior_3day_interactions",
    "prior_3day_total_play_duration_sec",
    "prior_3day_high_watch_share",
  ],
} as const satisfies PanelSummaryOptions;

/**
 * Everything the KuaiRec notebook prints of a log and its panel. The notebook's columns are compared where the panel
 * has them all; a panel of another definition gets its own. Errors are those of the source and of the panel.
 */
export async function summariseKuairec(
  engine: Engine,
  log: SourceLog,
  panel: Panel,
  options: KuaiRecSummaryOptions,
  context: RunContext,
): Promise<Summary> {
  checkSummaryCall("summariseKuairec", { engine, log, panel, options, context });
  const items = "items" in options ? options.items : await loadKuaiRecItems(engine, options, context);
  const events = await kuairecEventSummary(engine, log, items, context);
  context.progress.stage("Summarising the panel");
  return summarySchema.parse({
    schemaVersion: 1,
    source: log.source,
    origin: log.origin,
    ...events,
    ...panelSummary(panel, { ...whereKnown(panel), ...given(options) }),
  });
}

function whereKnown(panel: Panel): PanelSummaryOptions {
  const names = new Set(panel.columns.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(notebookColumns).filter(([, columns]) => columns.every((name) => names.has(name))),
  );
}

function given({ outcomes, dailyOutcomes, covariates }: PanelSummaryOptions): PanelSummaryOptions {
  return {
    ...(outcomes === undefined ? {} : { outcomes }),
    ...(dailyOutcomes === undefined ? {} : { dailyOutcomes }),
    ...(covariates === undefined ? {} : { covariates }),
  };
}
