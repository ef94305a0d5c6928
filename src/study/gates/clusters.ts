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
  evaluate: ({ clusters: users, clusterDays: days }, limits) => {
    const few = days !== undefined && days < users ? `${days} days` : `${users} users`;
    const value = Math.min(users, days ?? users);
    const verdict = graded(value, "below", limits);
    return {
      verdict,
      value,
      ...(value < users ? { unit: "days" } : {}),
      sentence:
        days === undefined
          ? `${users} users have at least one analysis row; standard errors are clustered by user.`
          : `${users} users and ${days} days have analysis rows; standard errors are clustered by both, and the smaller number counts.`,
      remedy:
        verdict === "pass"
          ? ""
          : `More ${few.replace(/^\d+ /, "")} are needed for trustworthy errors; inference.smallSample: "jackknife" gives errors that are careful with few users.`,
      clause: verdict === "fail" ? `${few} are too few for trustworthy errors` : "",
    };
  },
};
