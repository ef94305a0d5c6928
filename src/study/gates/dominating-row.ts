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
    const verdict = graded(row.share, "above", limits);
    const found = `leaving out user ${row.user} on ${row.date} shifts the estimate by ${shortNumber(row.share, [limits.warn, limits.fail])} standard errors`;
    return {
      verdict,
      value: row.share,
      sentence: `${found[0]!.toUpperCase()}${found.slice(1)}, more than leaving out any other row.`,
      remedy:
        verdict === "pass" ? "" : `Look at the events of user ${row.user} on ${row.date}: are they real?`,
      clause: verdict === "fail" ? found : "",
    };
  },
};
