/** One line of a source's audit: what was found in a table and what was done about it. */
export interface AuditRow {
  readonly table: string;
  /** Stable key, e.g. "rows_read", "rows_without_date", "cut_user_dropped". */
  readonly check: string;
  readonly rows: number;
  /** Rows as a share of the rows read from the table; 0 where it has no meaning. */
  readonly share: number;
  readonly action: "kept" | "dropped" | "repaired" | "noted";
  readonly sentence: string;
}

/** Whether how the log was collected fixes the number of rows a user has (STATISTICS: fixed quota). */
export interface FixedQuota {
  readonly users: number;
  readonly meanRowsPerUser: number;
  /** Standard deviation (n - 1) over mean of rows per user. */
  readonly coefficientOfVariation: number;
  /** Distinct items in the log. */
  readonly catalogue: number;
  /** Share of users who saw at least 99 % of the catalogue without repeats. */
  readonly shareAtCatalogue: number;
  readonly bound: boolean;
  /** False where the log does not let it be told: hardly any users, or no items. */
  readonly judged: boolean;
  readonly sentence: string;
}

export interface Audit {
  readonly rows: readonly AuditRow[];
  readonly fixedQuota: FixedQuota;
}
