import { effectiveSampleSizeRecord } from "../../diagnostics/effective-sample-size.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { shortPercent } from "./short-percent.js";
import { thresholdText } from "./threshold-text.js";
import { withoutWeights } from "./without-weights.js";

/** Judged on the arm that keeps less. */
export const effectiveSampleSize: Gate = {
  ...effectiveSampleSizeRecord,
  adjustable: true,
  threshold: thresholdText("below"),
  evaluate: ({ arms, comparison, noWeights }, limits) => {
    if (arms === null) return withoutWeights("What weighting leaves of the rows", noWeights?.reason ?? "");
    const arm = arms.treated.share <= arms.control.share ? "treated" : "control";
    const value = arms[arm].share;
    const verdict = graded(value, "below", limits);
    const found = `${arm === "treated" ? "treated" : "untreated"} rows are worth ${shortPercent(value, limits)} of their number`;
    return {
      verdict,
      value,
      sentence: `${comparison}, the ${found}; the other arm keeps at least as much.`,
      remedy:
        verdict === "pass"
          ? ""
          : "Look for covariates that all but decide the treatment; choose a treatment or a population with more overlap.",
      clause: verdict === "fail" ? `${comparison[0]!.toLowerCase()}${comparison.slice(1)}, the ${found}` : "",
    };
  },
};
