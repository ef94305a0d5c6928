import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/** Standard errors clustered by user need users. */
export const clusters: Gate = {
  name: "clusters",
  label: "Users behind the errors",
  unit: "users",
  worse: "below",
  warn: 40,
  fail: 20,
  adjustable: true,
  source:
    "Cameron & Miller (2015), Journal of Human Resources 50(2): cluster-robust errors are too small with few clusters; trouble starts between 20 and 50",
  threshold: thresholdText("below"),
  evaluate: ({ clusters: users }, limits) => {
    const verdict = graded(users, "below", limits);
    return {
      verdict,
      value: users,
      sentence: `${users} users have at least one analysis row; standard errors are clustered by user.`,
      remedy: verdict === "pass" ? "" : "More users are needed for trustworthy errors.",
      clause: verdict === "fail" ? `${users} users are too few for trustworthy errors` : "",
    };
  },
};
