import { fixedQuotaRecord } from "../../diagnostics/fixed-quota.js";
import type { Gate } from "./gate.js";

/** Counts from a log that rationed each user's rows answer no causal question (STATISTICS section 5). */
export const fixedQuota: Gate = {
  ...fixedQuotaRecord,
  warn: null,
  fail: null,
  adjustable: false,
  threshold: () =>
    "fail when treatment or outcome is a count and rows per user vary by less than 5% or reach the catalogue's size",
  evaluate: ({ fixedQuota: quota, countColumns }) => {
    const value = quota.coefficientOfVariation;
    if (quota.bound && countColumns.length > 0) {
      return {
        verdict: "fail",
        value,
        sentence: `${quota.sentence} The question counts them: ${countColumns.join(", ")}.`,
        remedy:
          "Ask about something that is no count of rows or items (a share, a watch ratio), or use a log that holds all rows of its users.",
        clause: "rows per user are fixed by how this log was collected",
      };
    }
    if (!quota.judged)
      return {
        verdict: "not evaluated",
        value: null,
        sentence: quota.sentence,
        remedy: "Say which column of the log holds the item, and read at least ten users.",
        clause: "",
      };
    return {
      verdict: "pass",
      value,
      sentence: quota.bound
        ? `${quota.sentence} Neither treatment nor outcome counts rows or items, so this question may be asked.`
        : quota.sentence,
      remedy: "",
      clause: "",
    };
  },
};
