import { leaving } from "../panel/placed-rows.js";
import { formatCount } from "../report/format/count.js";
import { formatShare } from "../report/format/share.js";
import type { AuditRow } from "../results/audit.js";

/** Rows of a log that are in no user-day, and why. A row with two reasons stands under both. */
export interface LeftOutRows {
  /** All of them where the source counts them, else null. */
  readonly rows: number | null;
  readonly share: number | null;
  readonly reasons: readonly Pick<AuditRow, "check" | "rows" | "share" | "sentence">[];
}

/** Checks of an audit whose rows stay in the panel although something about them is odd. */
const odd: ReadonlySet<string> = new Set([
  "negative_durations",
  "not_finite",
  "date_not_of_time",
  "unreadable_offsets",
]);

/** Lines of an audit on rows that were kept although something about them is odd. */
export function oddRows(audit: readonly AuditRow[]): LeftOutRows["reasons"] {
  return linesOf(audit, odd);
}

/** Picks them out of an audit. */
export function leftOutRows(audit: readonly AuditRow[]): LeftOutRows {
  const all = audit.find(({ check }) => check === "rows_in_no_user_day");
  return {
    rows: all?.rows ?? null,
    share: all?.share ?? null,
    reasons: linesOf(audit, leaving),
  };
}

function linesOf(audit: readonly AuditRow[], checks: ReadonlySet<string>): LeftOutRows["reasons"] {
  return audit
    .filter(({ check, rows }) => rows > 0 && checks.has(check))
    .map(({ check, rows, share, sentence }) => ({ check, rows, share, sentence }));
}

/** Lines for a person, how many first; none where no row was left out. */
export function leftOutLines({ rows, share, reasons }: LeftOutRows): readonly string[] {
  if (reasons.length === 0) return [];
  const told = reasons.map(reasonLine);
  return rows === null || share === null
    ? ["Not in the panel:", ...told]
    : [`Not in the panel: ${formatCount(rows)} of the rows read (${formatShare(share)}).`, ...told];
}

/** A line of an audit for a person. */
export function reasonLine({ rows, share, sentence }: LeftOutRows["reasons"][number]): string {
  return `${formatCount(rows)} (${formatShare(share)}): ${sentence}`;
}
