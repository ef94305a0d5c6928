import { checkCall, kinds } from "../../call-check.js";
import type { Engine } from "../../engine/engine.js";
import type { RunContext } from "../../progress.js";
import type { SourceLog } from "../../sources/source.js";
import { columnDictionary } from "../column-dictionary.js";
import { entriesAndExits } from "../entries-and-exits.js";
import { auditFile } from "../export/audit-schema.js";
import { panelOverview } from "../export/panel-overview.js";
import { tableTypes } from "../log-columns.js";
import { longitudinalReadiness } from "../longitudinal-readiness.js";
import type { Panel } from "../panel.js";
import type { Summary } from "../summary/summary-schema.js";
import { resolveTreatment } from "../treatment.js";
import { eventHistograms } from "./event-histograms.js";
import type { InspectedStretch, Inspection } from "./inspection.js";
import { itemPopularity } from "./item-popularity.js";
import { outcomeHistograms } from "./outcome-histograms.js";
import { treatmentHistograms } from "./treatment-histograms.js";
import { userHistograms } from "./user-histograms.js";

const stretchDays = 3;

export interface InspectPanelInput {
  readonly log: SourceLog;
  readonly panel: Panel;
  readonly summary: Summary;
  /** Event column of the items, where the log has it. */
  readonly item: string;
}

/** What is to be seen of a log and its panel; nothing in it grows with users or events. */
export async function inspectPanel(
  engine: Engine,
  input: InspectPanelInput,
  context: RunContext,
): Promise<Omit<Inspection, "versions" | "command">> {
  checkCall(
    "inspectPanel",
    { engine, input, context },
    { engine: kinds.engine, input: kinds.object, context: kinds.context },
  );
  checkCall("inspectPanel", input, { log: kinds.log, panel: kinds.panel });
  const { log, panel, summary, item } = input;
  context.progress.stage("Counting distributions");
  const { definition } = panel;
  const treatments = Object.keys(definition.treatments).map((name) => resolveTreatment(panel, name));
  const hasItems = (await tableTypes(engine, log.eventsTable)).has(item);
  return {
    source: log.source,
    origin: log.origin,
    table: log.fingerprints[0]?.name.replace(/^.*\//, "").replace(/\.[^/]*$/, "") ?? log.eventsTable,
    overview: panelOverview(panel, log),
    summary,
    audit: auditFile(log),
    columns: columnDictionary(definition, panel),
    histograms: [
      ...(await eventHistograms(engine, log.eventsTable, summary, definition)),
      ...(await userHistograms(engine, log.eventsTable, definition)),
      ...outcomeHistograms(panel),
      ...treatmentHistograms(panel, treatments),
    ],
    popularity: hasItems ? await itemPopularity(engine, log.eventsTable, item) : null,
    people: entriesAndExits(panel),
    stretch: stretchOf(panel, log),
    panelHash: panel.hash,
    sources: log.fingerprints,
  };
}

/** The first binary candidate over three days, held against the first summed future column, or the first of any kind. */
function stretchOf(panel: Panel, log: SourceLog): InspectedStretch | null {
  const { treatments, future } = panel.definition;
  const treatment = Object.keys(treatments)
    .map((name) => resolveTreatment(panel, name))
    .find(({ kind }) => kind === "binary");
  const outcomes = Object.entries(future).filter(([, rule]) => rule.kind !== "lead");
  const outcome = (outcomes.find(([, rule]) => rule.kind === "sumOverNext") ?? outcomes[0])?.[0];
  if (treatment === undefined || outcome === undefined) return null;
  const { fixedQuota } = log.audit;
  const question = { treatment, outcome, days: stretchDays, fixedQuota };
  return {
    ...longitudinalReadiness(panel, question),
    treatment: treatment.name,
    outcome,
    days: stretchDays,
  };
}
