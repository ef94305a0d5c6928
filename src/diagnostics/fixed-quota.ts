import type { Diagnostic } from "./diagnostic.js";

/** What the source's audit measures (`Audit.fixedQuota`); the gate reads its verdict there. */
export const fixedQuotaRecord: Diagnostic = {
  name: "fixedQuota",
  label: "Rows per user not fixed by collection",
  unit: "coefficient of variation",
  worse: "below",
  warn: null,
  fail: 0.05,
  source:
    "When per-user totals hardly vary, or reach the catalogue's size without repeats, a user's rows were rationed: more on one day is fewer on another by arithmetic (KuaiRec's small matrix: 3,314 ± 7 rows of 3,327 videos a user)",
  sentence: "Standard deviation over mean of the rows per user in the log.",
};
