import { largestUserRecord } from "../../diagnostics/largest-user.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { shortPercent } from "./short-percent.js";
import { thresholdText } from "./threshold-text.js";

/** One user must not stand for an arm; the user is named. */
export const dominatingUser: Gate = {
  ...largestUserRecord,
  adjustable: true,
  threshold: thresholdText("above"),
  evaluate: ({ largestUser }, limits) => {
    const { user, arm, share } = largestUser;
    const verdict = graded(share, "above", limits);
    const found = `user ${user} carries ${shortPercent(share, limits)} of the weight of the ${arm === "treated" ? "treated" : "untreated"} rows`;
    return {
      verdict,
      value: share,
      sentence: `${found[0]!.toUpperCase()}${found.slice(1)}, more than any other user.`,
      remedy:
        verdict === "pass"
          ? ""
          : `Look at user ${user}: a bot, a test account, or a person unlike all others?`,
      clause: verdict === "fail" ? found : "",
    };
  },
};
