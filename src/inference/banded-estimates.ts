import { arrayOf, checkCall, kinds } from "../call-check.js";
import { refuseUnknownOptions } from "../errors.js";
import { createRandom } from "../numeric/random.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Interval } from "../results/interval.js";
import { confidenceInterval } from "./confidence-interval.js";
import { simultaneousIntervals } from "./simultaneous-intervals.js";
import { standardError } from "./standard-error.js";
import { studentCritical } from "./student-critical.js";

/** One estimate of a curve or a table that is read as a whole. */
export interface BandedEstimate {
  readonly estimate: number;
  readonly standardError: number;
  /** For this estimate alone. */
  readonly interval: Interval;
  /** Holds together with the bands of all others; never inside `interval`. */
  readonly band: Interval;
}

export interface BandOptions {
  /** Default 0.95. */
  readonly level?: number;
  /** Multiplier draws; default 2,000. */
  readonly draws?: number;
  readonly seed: number;
  /** What the band is of: bands of one seed and different names have streams of their own. */
  readonly stream: string;
}

/**
 * Estimates of one panel with their own intervals and a band that holds for all of them jointly. The band's critical value
 * comes from `simultaneousIntervals`, carried over to t with G - 1 degrees where an interval uses t (below 50 users); it
 * is taken no smaller than that of one interval, which the draws of nearly equal estimates may miss by chance.
 * @throws what `simultaneousIntervals` and `confidenceInterval` throw
 * Checked in test/study/horizon.test.ts: joint coverage in a world of known truth.
 */
export function bandedEstimates(
  estimates: readonly InfluenceEstimate[],
  options: BandOptions,
): readonly BandedEstimate[] {
  checkCall("bandedEstimates", { estimates }, { estimates: arrayOf(kinds.estimate) });
  checkCall("bandedEstimates", options, { seed: kinds.number, stream: kinds.text });
  refuseUnknownOptions("band", options, ["level", "draws", "seed", "stream"]);
  const { level = 0.95, draws = 2000, seed, stream } = options;
  const random = createRandom(seed, stream, "simultaneous band");
  const { critical, intervals } = simultaneousIntervals(estimates, { level, draws, random });
  return estimates.map((estimate, k) => {
    const interval = confidenceInterval(estimate, level);
    const error = standardError(estimate);
    const half = Math.max(criticalFor(estimate, critical) * error, interval.upper - estimate.estimate);
    return {
      estimate: estimate.estimate,
      standardError: error,
      interval,
      band: {
        lower: estimate.estimate - half,
        upper: estimate.estimate + half,
        level,
        method: intervals[k]!.method,
      },
    };
  });
}

/** The critical value of the draws, which is a normal one, for the users who bear on an estimate. */
function criticalFor({ influence }: InfluenceEstimate, critical: number): number {
  const clusters = influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  return clusters === 0 || clusters >= 50 ? critical : studentCritical(critical, clusters);
}
