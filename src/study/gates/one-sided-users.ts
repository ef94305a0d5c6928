import { oneSidedUsersRecord } from "../../diagnostics/user-support.js";
import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/** Told, and warned of where such users are the majority: their other arm is known from other users alone. */
export const oneSidedUsers: Gate = {
  ...oneSidedUsersRecord,
  adjustable: true,
  threshold: thresholdText("above"),
  evaluate: ({ users: { several, never, always } }, limits) => {
    const percent = (users: number) => `${shortNumber(several === 0 ? 0 : (100 * users) / several)}%`;
    const value = several === 0 ? 0 : (never + always) / several;
    const verdict = graded(value, "above", limits);
    const found = `of ${several} users with two rows or more, ${percent(never)} are never treated and ${percent(always)} always`;
    return {
      verdict,
      value,
      sentence: `${found[0]!.toUpperCase()}${found.slice(1)}.`,
      remedy:
        verdict === "pass"
          ? ""
          : "Read the answer as a comparison between users, or choose a cut of the treatment that the same users reach on some days only.",
      clause: verdict === "fail" ? found : "",
    };
  },
};
