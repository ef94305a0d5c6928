import { checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";

/** What a ratio is a ratio of; odds and hazards of common outcomes are brought near a risk ratio first. */
export type RatioScale = "risk" | "odds, rare" | "odds, common" | "hazard, rare" | "hazard, common";

export interface RatioEstimate {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  readonly scale: RatioScale;
  /** The ratio that would have to be explained to; default 1, no effect. */
  readonly target?: number;
}

export interface EValue {
  /** For the estimate, and for the end of its interval that is nearer to the target (1 when it holds the target). */
  readonly point: number;
  readonly interval: number;
  /** The risk ratio that they are of, with its interval. */
  readonly riskRatio: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The E-value: the least strength, as a risk ratio with treatment and with outcome each, given what is adjusted for, that a
 * hidden confounder needs to explain an estimate away. E = r + sqrt(r (r - 1)), r the risk ratio over the target, turned
 * above 1. Odds ratios of common outcomes enter as sqrt(OR), hazard ratios of common outcomes as
 * (1 - 0.5^sqrt(HR)) / (1 - 0.5^sqrt(1 / HR)).
 * @throws NotEstimableError `eValue.ratio` unless 0 < lower <= ratio <= upper and target > 0, all finite
 * Source: VanderWeele & Ding (2017), table 2. Checked against: EValue 4.1.4 (test/reference/sensitivity.test.ts).
 */
export function eValue(estimate: RatioEstimate): EValue {
  checkCall("eValue", estimate, { ratio: kinds.number, lower: kinds.bound, upper: kinds.bound });
  const { ratio, lower, upper, scale, target = 1 } = estimate;
  const ordered = lower > 0 && lower <= ratio && ratio <= upper && upper < Number.POSITIVE_INFINITY;
  if (!ordered || !(target > 0 && target < Number.POSITIVE_INFINITY))
    throw new NotEstimableError(
      "eValue.ratio",
      `E-value: found a ratio of ${ratio} with interval ${lower} to ${upper} and target ${target}; expected positive finite numbers, the ratio inside its interval`,
      { ratio, lower, upper, target },
    );
  const [risk, low, high] = [ratio, lower, upper].map((value) => riskRatioOf(value, scale)) as [
    number,
    number,
    number,
  ];
  const [r, l, h] = [risk / target, low / target, high / target];
  const crosses = l <= 1 && h >= 1;
  return {
    point: ofRatio(r),
    interval: crosses ? 1 : ofRatio(l > 1 ? l : h),
    riskRatio: risk,
    lower: low,
    upper: high,
  };
}

function ofRatio(ratio: number): number {
  const r = ratio < 1 ? 1 / ratio : ratio;
  return r + Math.sqrt(r * (r - 1));
}

function riskRatioOf(ratio: number, scale: RatioScale): number {
  if (scale === "odds, common") return Math.sqrt(ratio);
  if (scale === "hazard, common") return (1 - 0.5 ** Math.sqrt(ratio)) / (1 - 0.5 ** Math.sqrt(1 / ratio));
  return ratio;
}

/**
 * A difference of means as an approximate risk ratio: exp(0.91 d) with interval exp(0.91 d ± 1.78 s), d the difference and s its
 * standard error over the outcome's standard deviation. An approximation, to be labelled as such.
 * @throws CausalError `eValue.deviation` unless the standard deviation is positive and finite; NotEstimableError
 *   `eValue.too-wide` when the interval leaves what a number can hold (hundreds of standard deviations)
 * Source: VanderWeele & Ding (2017), table 2 (after Chinn 2000).
 */
export function ratioOfDifference(
  difference: number,
  standardError: number,
  standardDeviation: number,
): RatioEstimate {
  if (!(standardDeviation > 0 && standardDeviation < Number.POSITIVE_INFINITY))
    throw new CausalError(
      "eValue.deviation",
      `E-value: the outcome's standard deviation is ${standardDeviation}; expected a positive finite number`,
    );
  const d = difference / standardDeviation;
  const s = standardError / standardDeviation;
  const lower = Math.exp(0.91 * d - 1.78 * s);
  const upper = Math.exp(0.91 * d + 1.78 * s);
  if (!(lower > 0 && upper < Number.POSITIVE_INFINITY))
    throw new NotEstimableError(
      "eValue.too-wide",
      `the difference is ${d.toPrecision(3)} standard deviations of the outcome with an error of ${s.toPrecision(3)}: no ratio can stand for that`,
      { difference: d, standardError: s },
    );
  return { ratio: Math.exp(0.91 * d), lower, upper, scale: "risk" };
}
