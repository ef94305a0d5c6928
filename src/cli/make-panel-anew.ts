import type { PanelDefinition } from "../definition/panel-definition.js";
import { writeWholeFolder } from "../files/write-whole-folder.js";
import { inspectPanel } from "../panel/inspection/inspect-panel.js";
import type { RunContext } from "../progress.js";
import { renderInspection } from "../report/inspect/render-inspection.js";
import { reportScript } from "../report/report-script.js";
import type { NamedLog } from "./log-input.js";
import { logWords } from "./log-words.js";
import type { PanelFlags } from "./panel-flags.js";
import { panelStore } from "./panel-store.js";
import { type PanelSummary, panelSummaryOf } from "./panel-summary.js";
import { withPanel } from "./with-panel.js";
import { writePanel } from "./write-panel.js";

export interface PanelToMake {
  readonly named: NamedLog;
  /** Left out, the source's own. */
  readonly definition: PanelDefinition | undefined;
  /** Recognises what the folder will hold. */
  readonly key: string;
  /** All files that the folder may hold. */
  readonly names: readonly string[];
  readonly flags: PanelFlags;
}

/** Reads the log, builds the panel and writes all files of `counterday panel`, whole or not at all. */
export function makePanelAnew(
  { named, definition, key, names, flags }: PanelToMake,
  context: RunContext,
): Promise<PanelSummary> {
  const { out, memory, threads } = flags;
  const cacheFolder = flags.cache ? panelStore : undefined;
  const command = logWords("panel", named.source, flags, out);
  return writeWholeFolder(out, { names, signal: context.signal }, (folder) =>
    withPanel(named, { definition, memory, threads, cacheFolder }, context, async (read) => {
      const page = flags.report
        ? await renderInspection(
            { ...(await inspectPanel(read.engine, read, context)), versions: read.versions, command },
            await reportScript(),
          )
        : undefined;
      const manifest = await writePanel({ ...read, named, key, command, page }, folder, context);
      const { summary, log } = read;
      return panelSummaryOf({ manifest, summary, audit: log.audit, out, fromCache: false });
    }),
  );
}
