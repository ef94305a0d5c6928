import { effectiveUsersRecord } from "../../diagnostics/effective-sample-size.js";
import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";
import { withoutWeights } from "./without-weights.js";

/** Judged on the arm with fewer. */
export const effectiveUsers: Gate = {
  ...effectiveUsersRecord,
  adjustable: true,
  threshold: thresholdText("below"),
  evaluate: ({ arms, noWeights }, limits) => {
    if (arms === null)
      return withoutWeights("How many users the weighted rows stand for", noWeights?.reason ?? "");
    const arm = arms.treated.effectiveUsers <= arms.control.effectiveUsers ? "treated" : "control";
    const value = arms[arm].effectiveUsers;
    const verdict = graded(value, "below", limits);
    const found = `${arm === "treated" ? "treated" : "untreated"} rows carry as much information as ${shortNumber(value, [limits.warn, limits.fail])} equally weighted users`;
    return {
      verdict,
      value,
      sentence: `The ${found}; the other arm carries at least as much.`,
      remedy: verdict === "pass" ? "" : "More users are needed, or a treatment that more of them have.",
      clause: verdict === "fail" ? `the ${found} only` : "",
    };
  },
};
