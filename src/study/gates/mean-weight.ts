import { meanWeightRecord } from "../../diagnostics/mean-weight.js";
import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";

/** Warns only when the interval of the mean excludes 1 as well. */
export const meanWeight: Gate = {
  ...meanWeightRecord,
  adjustable: true,
  threshold: ({ warn, fail }) =>
    [
      ["warn", warn],
      ["fail", fail],
    ]
      .filter(([, limit]) => limit !== null)
      .map(([word, limit]) => `${word} above ${limit} when the interval of the mean excludes 1`)
      .join(", "),
  evaluate: ({ meanWeight: found }, limits) => {
    const { mean, lower, upper } = found;
    const distance = Math.abs(mean - 1);
    const excludes = lower > 1 || upper < 1;
    const verdict = excludes ? graded(distance, "above", limits) : "pass";
    const away = shortNumber(distance, [limits.warn, limits.fail]);
    const is = `the mean stabilised weight before any truncation is ${distance === 0 ? "1" : `${away} ${mean > 1 ? "above" : "below"} 1`}`;
    return {
      verdict,
      value: distance,
      sentence: `${is[0]!.toUpperCase()}${is.slice(1)} (interval of the mean ${shortNumber(lower, [1])} to ${shortNumber(upper, [1])}); it is 1 when the propensity model fits.`,
      remedy:
        verdict === "pass" ? "" : "Give the propensity model more flexible terms, and look at the overlap.",
      clause: verdict === "fail" ? `${is}, so the propensity model does not fit` : "",
    };
  },
};
