import type { AuditRow } from "../results/audit.js";

/** What the audit says of a log's rows beside those left out: users cut short by --rows, columns that stay text. */
export interface RowRemarks {
  /** Of users whom --rows cut short; empty where nobody was. */
  readonly cutUsers: readonly string[];
  /** Of columns that stay text because of some of their values; empty where none does. */
  readonly columnsAsText: readonly string[];
}

const cut: ReadonlySet<string> = new Set(["cut_user_dropped", "cut_user_kept", "rows_not_by_user"]);

/** Picks them out of an audit. */
export function rowRemarks(audit: readonly AuditRow[]): RowRemarks {
  const sentences = (isOne: (check: string) => boolean): readonly string[] =>
    audit.filter(({ check }) => isOne(check)).map(({ sentence }) => sentence);
  return {
    cutUsers: sentences((check) => cut.has(check)),
    columnsAsText: sentences((check) => check === "numbers_as_text"),
  };
}
