import type { AuditRow } from "../results/audit.js";
import type { ReadinessCheck } from "./readiness.js";

/** Above the first the loss is worth a look, above the second the panel does not pass. */
const [looked, most] = [0.001, 0.05];

/**
 * Whether nearly all rows of a log are in its panel, from the audit of a source that counts rows in no user-day: those
 * whose user or day is blank or cannot be read. Up to 5 % lost is commonly taken as harmless (Schafer 1999, Multiple
 * imputation: a primer, section 3); above 0.1 % the check warns. Empty for a source that counts no such rows.
 */
export function placedRows(audit: readonly AuditRow[]): readonly ReadinessCheck[] {
  const found = audit.find(({ check }) => check === "rows_in_no_user_day");
  if (found === undefined) return [];
  const { rows, share } = found;
  const reasons = audit.filter(({ check, rows: n }) => n > 0 && leaving.has(check));
  return [
    {
      check: "share of rows in no user-day: their user or day is blank or cannot be read",
      value: share,
      threshold: `at most ${most} (warns above ${looked})`,
      passes: share <= most,
      warns: share > looked,
      detail: [`${rows} rows.`, ...reasons.map((row) => `${row.rows}: ${row.sentence}`)].join(" "),
    },
  ];
}

/** Checks of an audit whose rows leave the panel. */
export const leaving: ReadonlySet<string> = new Set([
  "rows_without_user",
  "rows_without_date",
  "unreadable_dates",
]);
