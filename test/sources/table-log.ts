import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine, EngineValue } from "../../src/engine/engine.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import type { Panel } from "../../src/panel/panel.js";
import { silentProgress } from "../../src/progress.js";
import type { LogInput, SourceLog } from "../../src/sources/source.js";
import { table } from "../../src/sources/table/table.js";

export type Row = Readonly<Record<string, EngineValue>>;

/** A table that was opened: its events in the file's order, its users, how often each audit check fired. */
export interface OpenedTable {
  readonly log: SourceLog;
  readonly events: readonly Row[];
  readonly users: readonly Row[];
  readonly checks: Readonly<Record<string, number>>;
  readonly sentence: (check: string) => string | undefined;
  readonly panel: Panel;
}

export const context = { progress: silentProgress };

/** Opens a file as a table log in an engine of its own, builds its default panel and reads everything back. */
export async function openTable(path: string, input: Omit<LogInput, "table"> = {}): Promise<OpenedTable> {
  const engine: Engine = await openEngine({ memoryLimit: "500MB", threads: 2, context });
  try {
    const log = await table.open(engine, { table: path, ...input }, context);
    if (log.panel === undefined) throw new Error("a table log comes with a panel");
    return {
      log,
      events: await engine.objects(`SELECT * FROM ${log.eventsTable}`),
      users: await engine.objects(`SELECT * FROM ${log.usersTable}`),
      checks: Object.fromEntries(log.audit.rows.map((line) => [line.check, line.rows])),
      sentence: (check) => log.audit.rows.find((line) => line.check === check)?.sentence,
      panel: await buildPanel(engine, log, log.panel, context),
    };
  } finally {
    await engine.close();
  }
}

/** Writes a file and opens it. */
export function openText(
  content: string | Uint8Array,
  input: Omit<LogInput, "table"> = {},
  name = "events.csv",
): Promise<OpenedTable> {
  return withTemporaryFolder("table-", async (folder) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return openTable(path, input);
  });
}
