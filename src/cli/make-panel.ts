import type { PanelDefinition } from "../definition/panel-definition.js";
import { checkReplaceable } from "../files/check-replaceable.js";
import { packageVersion } from "../files/package-version.js";
import type { RunContext } from "../progress.js";
import { foundPanel } from "./found-panel.js";
import { logInput } from "./log-input.js";
import { logKinds } from "./log-kinds.js";
import { checkOutFolder } from "./out-folder.js";
import type { PanelFlags } from "./panel-flags.js";
import { panelKeyOf } from "./panel-key-of.js";
import { type PanelSummary, panelSummaryOf } from "./panel-summary.js";

/** All that this command ever writes; a folder that holds anything else is not replaced. */
const names = [
  ...Object.values(logKinds).map(({ eventsFile }) => eventsFile),
  ...["panel.parquet", "columns.csv", "audit.json", "summary.json", "readiness.csv", "inspect.html"],
  "manifest.json",
];

/**
 * The work of `counterday panel`: what can be wrong with the words first, then the folder that stands there already, if
 * it was made from the same things, else the log, the panel and all files, whole or not at all. Only the latter loads
 * the engine, the sources and the page.
 */
export async function makePanel(
  sourceName: string,
  flags: PanelFlags,
  context: RunContext,
): Promise<PanelSummary> {
  await checkOutFolder(flags.out);
  await checkReplaceable(flags.out, new Set(names));
  const named = await logInput(sourceName, flags);
  const definition = flags.definition === undefined ? undefined : await definitionOf(flags.definition);
  context.progress.stage("Looking for the panel");
  const report = flags.report ?? false;
  const key = await panelKeyOf(named, definition, await packageVersion(), report);
  const found = flags.cache ? await foundPanel(flags.out, key) : undefined;
  if (found !== undefined) return panelSummaryOf({ ...found, out: flags.out, fromCache: true });
  const { makePanelAnew } = await import("./make-panel-anew.js");
  return makePanelAnew({ named, definition, key, names, flags }, context);
}

async function definitionOf(file: string): Promise<PanelDefinition> {
  const { loadDefinition } = await import("./load-definition.js");
  return loadDefinition(file);
}
