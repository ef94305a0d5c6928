import { unsupportedGroupsRecord } from "../../diagnostics/support/unsupported-groups.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { shortPercent } from "./short-percent.js";
import { thresholdText } from "./threshold-text.js";

/** Groups named in the sentence; the report has them all. */
const mostNamed = 3;

/**
 * Positivity told by group. Groups are named whatever their share; where they hold many rows it warns and does not fail,
 * because the overlap of propensities is what fails: a group told by cut-off columns may still be open within.
 */
export const unsupportedGroups: Gate = {
  ...unsupportedGroupsRecord,
  adjustable: true,
  threshold: thresholdText("above"),
  evaluate: ({ groups: { groups, share, tried } }, limits) => {
    if (tried === 0)
      return {
        verdict: "not evaluated",
        value: null,
        sentence: "Groups without support were not looked for: nothing is adjusted for that could tell any.",
        remedy: "Adjust for what may decide the treatment.",
        clause: "",
      };
    const verdict = graded(share, "above", limits);
    const percent = shortPercent(share, limits);
    const named = groups
      .slice(0, mostNamed)
      .map(({ sentence }) => sentence)
      .join("; ");
    const rest = groups.length > mostNamed ? `; and ${groups.length - mostNamed} more` : "";
    return {
      verdict,
      value: share,
      sentence:
        groups.length === 0
          ? `In none of the ${tried} groups that one or two conditions tell does an arm hardly occur.`
          : `${percent} of the rows lie in groups in which an arm hardly occurs (${named}${rest}).`,
      remedy:
        verdict === "pass"
          ? ""
          : "Leave these groups out of the population: for them the answer is carried over from others.",
      clause:
        verdict === "fail"
          ? `${percent} of the rows lie in groups in which an arm hardly occurs (${named})`
          : "",
    };
  },
};
