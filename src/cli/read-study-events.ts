import { quoteIdentifier } from "../engine/quote-sql.js";
import type { RunContext } from "../progress.js";
import type { StudyEvents } from "../published/study-events.js";
import { sources } from "../sources/registry.js";
import type { LogInput } from "../sources/source.js";
import { describeColumns } from "../sources/summary/describe-columns.js";

/** Reads what the published study prints of single events: a pass of its own, as a panel holds user-days only. */
export async function readStudyEvents(
  input: LogInput,
  { memory, threads }: { readonly memory?: string | undefined; readonly threads?: number | undefined },
  context: RunContext,
): Promise<StudyEvents> {
  const { openEngine } = await import("../engine/duckdb-engine.js");
  const engine = await openEngine({ memoryLimit: memory, threads, context });
  try {
    const { eventsTable } = await sources.kuairec!.open(engine, input, context);
    const { columns } = await engine.numbers(
      "SELECT CAST(count(*) AS DOUBLE) AS total, CAST(count(*) - count(event_date) AS DOUBLE) AS undated " +
        `FROM ${quoteIdentifier(eventsTable)} GROUP BY user_id ORDER BY user_id`,
    );
    const [ratio] = await describeColumns(engine, eventsTable, ["watch_ratio"], [50, 95, 99]);
    const of = (name: string) => (typeof ratio?.[name] === "number" ? ratio[name] : Number.NaN);
    return {
      rowsOfUser: columns.total!,
      undatedOfUser: columns.undated!,
      watchRatio: {
        mean: of("mean"),
        sd: of("std"),
        median: of("50%"),
        p95: of("95%"),
        p99: of("99%"),
        max: of("max"),
      },
    };
  } finally {
    await engine.close();
  }
}
