import { dominatingRowRecord } from "../../diagnostics/dominating-row.js";
import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/** One user-day must not decide the answer; it is named by user and date. */
export const dominatingRow: Gate = {
  ...dominatingRowRecord,
  adjustable: true,
  threshold: thresholdText("above"),
  evaluate: ({ dominatingRow: row }, limits) => {
    const without = `leaving out user ${row.user} on ${row.date}`;
    const remedy = `Look at the events of user ${row.user} on ${row.date}: are they real?`;
    if (row.share === null) {
      const clause = `${without} leaves no estimate at all`;
      const sentence = `${capital(clause)}: ${row.reason.replace(/\.$/, "")}.`;
      return { verdict: "fail", value: null, sentence, remedy, clause };
    }
    const verdict = graded(row.share, "above", limits);
    const found = `${without} shifts the estimate by ${shortNumber(row.share, [limits.warn, limits.fail])} standard errors`;
    return {
      verdict,
      value: row.share,
      sentence: `${capital(found)}, more than leaving out any other row.`,
      remedy: verdict === "pass" ? "" : remedy,
      clause: verdict === "fail" ? found : "",
    };
  },
};

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
