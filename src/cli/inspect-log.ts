import { inspectPanel } from "../panel/inspection/inspect-panel.js";
import type { RunContext } from "../progress.js";
import { renderInspection } from "../report/inspect/render-inspection.js";
import { reportScript } from "../report/report-script.js";
import { type LeftOutRows, leftOutLines, leftOutRows } from "./left-out-rows.js";
import { loadDefinition } from "./load-definition.js";
import type { DefinitionFlag, LogReadingFlags } from "./log-flags.js";
import { logInput } from "./log-input.js";
import { logWords } from "./log-words.js";
import { checkPageFile, writePage } from "./page-file.js";
import { panelStore } from "./panel-store.js";
import { type RowRemarks, rowRemarks } from "./row-remarks.js";
import { withPanel } from "./with-panel.js";

/** Flags of `counterday inspect` but for how it prints. */
export interface InspectFlags extends LogReadingFlags, DefinitionFlag {
  readonly out: string;
  /** False with --no-cache. */
  readonly cache: boolean;
}

/** What `counterday inspect --json` prints. */
export interface InspectedLog extends RowRemarks {
  readonly source: string;
  readonly origin: "recorded" | "simulated";
  readonly page: string;
  readonly bytes: number;
  readonly events: number;
  readonly users: number;
  readonly userDays: number;
  readonly rowsLeftOut: LeftOutRows;
  readonly panelHash: string;
}

/** The work of `counterday inspect`: words first, then the log, the panel, the page. */
export async function inspectLog(
  sourceName: string,
  flags: InspectFlags,
  context: RunContext,
): Promise<InspectedLog> {
  await checkPageFile(flags.out);
  const named = await logInput(sourceName, flags);
  const definition = flags.definition === undefined ? undefined : await loadDefinition(flags.definition);
  const command = logWords("inspect", sourceName, flags, flags.out);
  const { memory, threads } = flags;
  const means = { definition, memory, threads, cacheFolder: flags.cache ? panelStore : undefined };
  return withPanel(named, means, context, async (read) => {
    const { versions } = read;
    const inspection = { ...(await inspectPanel(read.engine, read, context)), versions, command };
    context.progress.stage("Writing the page");
    const page = await renderInspection(inspection, await reportScript());
    await writePage(flags.out, page, context.signal);
    const rowsLeftOut = leftOutRows(read.log.audit.rows);
    const remarks = rowRemarks(read.log.audit.rows);
    const told = [...leftOutLines(rowsLeftOut), ...remarks.columnsAsText, ...remarks.cutUsers];
    for (const line of told) context.note?.(line);
    const { events, users, userDays } = inspection.overview;
    return {
      source: read.log.source,
      origin: read.log.origin,
      page: flags.out,
      bytes: Buffer.byteLength(page),
      events,
      users,
      userDays,
      rowsLeftOut,
      ...remarks,
      panelHash: read.panel.hash,
    };
  });
}
