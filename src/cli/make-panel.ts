import { checkReplaceable } from "../files/check-replaceable.js";
import { writeWholeFolder } from "../files/write-whole-folder.js";
import { sourceExports } from "../panel/export/registry.js";
import { inspectPanel } from "../panel/inspection/inspect-panel.js";
import type { RunContext } from "../progress.js";
import { renderInspection } from "../report/inspect/render-inspection.js";
import { reportScript } from "../report/report-script.js";
import { packageVersion } from "../study/versions.js";
import { foundPanel } from "./found-panel.js";
import { loadDefinition } from "./load-definition.js";
import type { LogReadingFlags } from "./log-flags.js";
import { logInput } from "./log-input.js";
import { logWords } from "./log-words.js";
import { checkOutFolder } from "./out-folder.js";
import { panelKeyOf } from "./panel-key-of.js";
import { type PanelSummary, panelSummaryOf } from "./panel-summary.js";
import { withPanel } from "./with-panel.js";
import { writePanel } from "./write-panel.js";

/** Flags of `counterday panel` but for how it prints. */
export interface PanelFlags extends LogReadingFlags {
  readonly out: string;
  readonly report?: true;
  /** False with --no-cache. */
  readonly cache: boolean;
}

/** All that this command ever writes; a folder that holds anything else is not replaced. */
const names = [
  ...Object.values(sourceExports).map(({ eventsFile }) => eventsFile),
  ...["panel.parquet", "columns.csv", "audit.json", "summary.json", "readiness.csv", "inspect.html"],
  "manifest.json",
];

/**
 * The work of `counterday panel`: what can be wrong with the words first, then the folder that stands there already, if
 * it was made from the same things, else the log, the panel and all files, whole or not at all.
 */
export async function makePanel(
  sourceName: string,
  flags: PanelFlags,
  context: RunContext,
): Promise<PanelSummary> {
  await checkOutFolder(flags.out);
  await checkReplaceable(flags.out, new Set(names));
  const named = await logInput(sourceName, flags);
  const definition = flags.definition === undefined ? undefined : await loadDefinition(flags.definition);
  context.progress.stage("Looking for the panel");
  const report = flags.report ?? false;
  const key = await panelKeyOf(named, definition, await packageVersion(), report);
  const found = flags.cache ? await foundPanel(flags.out, key) : undefined;
  if (found !== undefined) return panelSummaryOf({ ...found, out: flags.out, fromCache: true });
  const command = logWords("panel", sourceName, flags, flags.out);
  return writeWholeFolder(flags.out, { names, signal: context.signal }, (folder) =>
    withPanel(named, { definition, memory: flags.memory, threads: flags.threads }, context, async (read) => {
      const item = named.written.item;
      const page = report
        ? await renderInspection(
            {
              ...(await inspectPanel(read.engine, { ...read, item }, context)),
              versions: read.versions,
              command,
            },
            await reportScript(),
          )
        : undefined;
      const manifest = await writePanel({ ...read, named, key, command, page }, folder, context);
      return panelSummaryOf({
        manifest,
        summary: read.summary,
        audit: read.log.audit,
        out: flags.out,
        fromCache: false,
      });
    }),
  );
}
