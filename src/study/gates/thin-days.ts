import { fewestUsersOfADay, thinDaysRecord } from "../../diagnostics/day-support.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { shortPercent } from "./short-percent.js";

/**
 * Positivity by day. The question is about single days, and its models pool them: a day with few users of an arm
 * borrows from the others, which is said (warn), not refused. Refused is a log in which many rows lie on days when an arm
 * had nobody, as when a treatment was switched on half-way: there days are compared with other days.
 */
export const thinDays: Gate = {
  ...thinDaysRecord,
  adjustable: true,
  threshold: ({ warn, fail }) =>
    `warn above ${warn} of the rows on days with fewer than ${fewestUsersOfADay} users in an arm, fail above ${fail} on days with none`,
  evaluate: ({ days }, { warn, fail }) => {
    const failing = graded(days.emptyShare, "above", { warn: null, fail }) === "fail";
    const verdict = failing ? "fail" : graded(days.thinShare, "above", { warn, fail: null });
    const empty = `${shortPercent(days.emptyShare, { warn: null, fail })} of the rows lie on the ${days.emptyDays} of ${days.days} days on which an arm has nobody`;
    return {
      verdict,
      value: failing ? days.emptyShare : days.thinShare,
      sentence: failing
        ? `${empty}.`
        : `${shortPercent(days.thinShare, { warn, fail: null })} of the rows lie on days on which an arm has fewer than ${fewestUsersOfADay} users (${days.thinDays} of ${days.days} days).`,
      remedy:
        verdict === "pass"
          ? ""
          : "Read only the days on which both kinds of user-day occur (first and last day).",
      clause: failing ? empty : "",
    };
  },
};
