import { checkCall, having, kinds } from "../../call-check.js";
import { PanelError } from "../../errors.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import { difference } from "../../inference/difference.js";
import { ratio } from "../../inference/ratio.js";
import { type SimultaneousOptions, simultaneousIntervals } from "../../inference/simultaneous-intervals.js";
import { standardError } from "../../inference/standard-error.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import type { Interval } from "../../results/interval.js";
import type { RiskCurve } from "./risk-curve.js";

/** Two risk curves at one time, first against second. */
export interface RiskContrast {
  readonly time: number;
  readonly difference: number;
  readonly differenceError: number;
  readonly differenceInterval: Interval;
  /** Holds jointly over all times. */
  readonly differenceBand: Interval;
  readonly ratio: number;
  readonly ratioError: number;
  readonly ratioInterval: Interval;
}

/** The contrasts as a tidy table, and as estimates that know their influence. */
export interface RiskContrasts {
  readonly rows: readonly RiskContrast[];
  readonly differences: readonly InfluenceEstimate[];
  readonly ratios: readonly InfluenceEstimate[];
}

/**
 * Risk difference and ratio of two strategies at each time, with pointwise delta-method intervals and a simultaneous band
 * of the difference (multiplier bootstrap by unit).
 * @param options  as `simultaneousIntervals`: a random stream, level, draws
 * @throws PanelError `msm.times` when the curves have different times; NotEstimableError `inference.samples-differ`,
 * `inference.zero-denominator`
 */
export function compareRiskCurves(
  first: RiskCurve,
  second: RiskCurve,
  options: SimultaneousOptions,
): RiskContrasts {
  const curve = having("a risk curve, as riskCurve returns it", "rows", "estimates");
  checkCall(
    "compareRiskCurves",
    { first, second, options },
    { first: curve, second: curve, options: kinds.object },
  );
  const times = first.rows.map(({ time }) => time);
  if (times.length !== second.rows.length || second.rows.some(({ time }, t) => time !== times[t]))
    throw new PanelError(
      "msm.times",
      "the two risk curves have different times; make both from the same times",
    );
  const differences = first.estimates.map((one, t) => difference(one, second.estimates[t]!));
  const ratios = first.estimates.map((one, t) => ratio(one, second.estimates[t]!));
  const errors = [...new Set([first.standardErrors, second.standardErrors])].join(" and ");
  const interval = (estimate: InfluenceEstimate): Interval => {
    const own = confidenceInterval(estimate, options.level);
    return { ...own, method: `${own.method}, pointwise, ${errors} standard errors` };
  };
  const band = simultaneousIntervals(differences, options);
  return Object.freeze({
    differences: Object.freeze(differences),
    ratios: Object.freeze(ratios),
    rows: Object.freeze(
      times.map((time, t) =>
        Object.freeze({
          time,
          difference: differences[t]!.estimate,
          differenceError: standardError(differences[t]!),
          differenceInterval: interval(differences[t]!),
          differenceBand: band.intervals[t]!,
          ratio: ratios[t]!.estimate,
          ratioError: standardError(ratios[t]!),
          ratioInterval: interval(ratios[t]!),
        }),
      ),
    ),
  });
}
