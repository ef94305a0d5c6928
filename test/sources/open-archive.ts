import { join } from "node:path";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine, EngineValue } from "../../src/engine/engine.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { silentProgress } from "../../src/progress.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import type { LogInput, SourceLog } from "../../src/sources/source.js";

export type Row = Readonly<Record<string, EngineValue>>;

/** A log that was opened, with what its tables hold and how often each audit check fired. */
export interface Opened {
  readonly log: SourceLog;
  readonly events: readonly Row[];
  readonly users: readonly Row[];
  readonly checks: Readonly<Record<string, number>>;
}

/** Writes an archive with `write`, opens it and reads its tables back. */
export function openArchive(
  write: (path: string) => Promise<void>,
  input: Omit<LogInput, "archive"> = {},
): Promise<Opened> {
  return withTemporaryFolder("archive-", async (folder) => {
    const archive = join(folder, "18164998.zip");
    await write(archive);
    const context = { progress: silentProgress };
    const engine: Engine = await openEngine({ memoryLimit: "500MB", threads: 2, context });
    try {
      const log = await kuairec.open(engine, { archive, ...input }, context);
      return {
        log,
        events: await engine.objects(`SELECT * FROM ${log.eventsTable} ORDER BY ALL`),
        users: await engine.objects(`SELECT * FROM ${log.usersTable} ORDER BY ALL`),
        checks: Object.fromEntries(log.audit.rows.map((line) => [`${line.table}.${line.check}`, line.rows])),
      };
    } finally {
      await engine.close();
    }
  });
}
