import type { AuditRow } from "../results/audit.js";

/** Makes the lines of one table's audit; shares are of the rows read from it. */
export function auditLine(
  table: string,
  rowsRead: number,
): (check: string, rows: number, action: AuditRow["action"], sentence: string) => AuditRow {
  return (check, rows, action, sentence) => ({
    table,
    check,
    rows,
    share: rowsRead === 0 ? 0 : rows / rowsRead,
    action,
    sentence,
  });
}
