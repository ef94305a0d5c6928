import type { LogFacts } from "../study/log-facts.js";
import type { ComputedTables } from "./computed-tables.js";
import { spreadOf } from "./spread-of.js";

/** What the first notebook prints of single events, which a panel no longer holds: of all rows read, dated or not. */
export interface StudyEvents {
  /** Rows of each user, [users]. */
  readonly rowsOfUser: Float64Array;
  /** Of them, those without a date, [users]. */
  readonly undatedOfUser: Float64Array;
  readonly watchRatio: Readonly<Record<"mean" | "sd" | "median" | "p95" | "p99" | "max", number>>;
}

/** Figures of events: those of the audit, and those of single events where they were read. */
export function eventTables({ audit }: LogFacts, events: StudyEvents | undefined): ComputedTables {
  const undated = audit.rows.find(({ check }) => check === "rows_without_date");
  return {
    events: undated === undefined ? {} : { share_without_date: [undated.share] },
    ...(events === undefined
      ? {}
      : {
          per_user: { interactions: spreadOf(events.rowsOfUser) },
          watch_ratio: {
            all: (["mean", "sd", "median", "p95", "p99", "max"] as const).map(
              (name) => events.watchRatio[name],
            ),
          },
        }),
  };
}
