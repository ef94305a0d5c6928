import { armUsersRecord } from "../../diagnostics/user-support.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/**
 * STATISTICS section 3 asks for 30 followers of a strategy on every day. A strategy of a single day is the day's
 * treatment, and its users of all days are pooled by the models, so 30 are asked of each arm over the whole log; single
 * days without both arms are the business of `thinDays`. Unlike `effectiveUsers` it needs no weights.
 */
export const armUsers: Gate = {
  ...armUsersRecord,
  adjustable: true,
  threshold: thresholdText("below"),
  evaluate: ({ users: { treated, control } }, limits) => {
    const value = Math.min(treated, control);
    const verdict = graded(value, "below", limits);
    return {
      verdict,
      value,
      sentence: `${treated} users have at least one treated row, ${control} at least one untreated one.`,
      remedy: verdict === "pass" ? "" : "More users are needed, or a treatment that more of them have.",
      clause:
        verdict === "fail"
          ? `only ${value} users have ${treated <= control ? "a treated" : "an untreated"} row`
          : "",
    };
  },
};
