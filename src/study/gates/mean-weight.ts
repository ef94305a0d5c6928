import { meanWeightRecord } from "../../diagnostics/mean-weight.js";
import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { withoutWeights } from "./without-weights.js";

/**
 * Judged over the whole log and warned of by day: a model that fits on average may miss on days. Only when the interval
 * excludes 1 as well; a day's is simultaneous over days (Bonferroni), and never fails.
 */
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
      .join(", ")
      .concat(warn === null ? "" : "; warn by the worst day of 30 rows or more likewise"),
  evaluate: ({ meanWeight: found, noWeights }, limits) => {
    if (found === null) return withoutWeights("The mean stabilised weight", noWeights?.reason ?? "");
    const { mean, lower, upper, worstDay } = found;
    const distance = Math.abs(mean - 1);
    const excludes = lower > 1 || upper < 1;
    const overall = excludes ? graded(distance, "above", limits) : "pass";
    const dayDistance = worstDay === null ? 0 : Math.abs(worstDay.mean - 1);
    const dayVerdict = graded(dayDistance, "above", { warn: limits.warn, fail: null });
    const verdict = overall === "pass" ? dayVerdict : overall;
    const byDay =
      worstDay === null || dayVerdict === "pass"
        ? ""
        : ` On ${worstDay.date} it is ${shortNumber(worstDay.mean, [1])} (interval ${shortNumber(worstDay.lower, [1])} to ${shortNumber(worstDay.upper, [1])}, simultaneous over days).`;
    const away = shortNumber(distance, [limits.warn, limits.fail]);
    const is = `the mean stabilised weight before any truncation is ${distance === 0 ? "1" : `${away} ${mean > 1 ? "above" : "below"} 1`}`;
    return {
      verdict,
      value: overall === "pass" && verdict !== "pass" ? dayDistance : distance,
      sentence: `${is[0]!.toUpperCase()}${is.slice(1)} (interval of the mean ${shortNumber(lower, [1])} to ${shortNumber(upper, [1])}); it is 1 when the propensity model fits.${byDay}`,
      remedy:
        verdict === "pass" ? "" : "Give the propensity model more flexible terms, and look at the overlap.",
      clause: verdict === "fail" ? `${is}, so the propensity model does not fit` : "",
    };
  },
};
