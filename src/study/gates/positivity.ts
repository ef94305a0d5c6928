import { overlapRecord } from "../../diagnostics/overlap.js";
import { shortNumber } from "../short-number.js";
import type { Evidence, Finding, Gate } from "./gate.js";
import { graded } from "./graded.js";
import { shortPercent } from "./short-percent.js";
import { thresholdText } from "./threshold-text.js";
import { withoutWeights } from "./without-weights.js";

/**
 * Rows whose treatment was all but decided by what is adjusted for cannot be compared with anything. A separated
 * propensity model is the utmost of it: an adjusted estimator that gives an answer all the same extrapolates, and fails;
 * an unadjusted one uses no propensity, and nothing is said of it.
 */
export const positivity: Gate = {
  ...overlapRecord,
  adjustable: true,
  threshold: thresholdText("above"),
  evaluate: ({ overlap, noWeights }, limits) => {
    if (overlap === null) return withoutOverlap(noWeights ?? { reason: "", decided: false });
    const { shareOutside, bounds, lowest, highest } = overlap;
    const verdict = graded(shareOutside, "above", limits);
    const range = `the fitted probabilities of treatment run from ${shortNumber(lowest, bounds)} to ${shortNumber(highest, bounds)}`;
    return {
      verdict,
      value: shareOutside,
      sentence: `${shortPercent(shareOutside, limits)} of the rows have a probability of treatment outside ${bounds[0]} to ${bounds[1]}; ${range}.`,
      remedy:
        verdict === "pass"
          ? ""
          : "Choose a cut of the treatment that both kinds of user reach, or restrict the population to days on which both happen.",
      clause:
        verdict === "fail"
          ? `on ${shortPercent(shareOutside, limits)} of the rows the treatment was all but decided beforehand, so there is nothing to compare them with`
          : "",
    };
  },
};

function withoutOverlap({ reason, decided }: NonNullable<Evidence["noWeights"]>): Finding {
  const finding = withoutWeights("The overlap of treated and untreated rows", reason);
  return decided
    ? {
        ...finding,
        verdict: "fail",
        sentence: `What is adjusted for decides the treatment, so the answer extrapolates: ${reason.replace(/\.$/, "")}.`,
        clause: "what is adjusted for decides the treatment, so there is nothing to compare with",
      }
    : finding;
}
