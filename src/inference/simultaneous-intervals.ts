import { arrayOf, checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";
import { quantile } from "../numeric/quantile.js";
import type { Random } from "../numeric/random.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Interval } from "../results/interval.js";
import { clusterError } from "./cluster-error.js";
import { requireSamePanel } from "./same-panel.js";

export interface SimultaneousOptions {
  /** Joint coverage aimed at; default 0.95. */
  readonly level?: number;
  /** Multiplier draws; default 2,000. */
  readonly draws?: number;
  readonly random: Random;
  /** Law of the multipliers; default "rademacher" (±1 with equal chance). */
  readonly multipliers?: "rademacher" | "normal";
}

export interface SimultaneousIntervals {
  /** In the order of the estimates. */
  readonly intervals: readonly Interval[];
  /** The common critical value: estimate ± critical · standard error. */
  readonly critical: number;
}

/**
 * Intervals that hold jointly: the critical value is the quantile of max_k |Σ_i ξ_i φ_ki| / (n SE_k) over draws of
 * multipliers ξ_i by user (multiplier bootstrap). Estimates with standard error 0 get a point and do not count.
 * The estimates may be about different rows of one panel, as segments are. Cost O(draws · users · estimates).
 * @throws NotEstimableError `inference.samples-differ`; CausalError `inference.level`, `inference.draws`
 * Source: Chernozhukov, Chetverikov & Kato (2013), Annals of Statistics 41(6), section 2.
 */
export function simultaneousIntervals(
  estimates: readonly InfluenceEstimate[],
  options: SimultaneousOptions,
): SimultaneousIntervals {
  checkCall("simultaneousIntervals", { estimates }, { estimates: arrayOf(kinds.estimate) });
  checkCall("simultaneousIntervals", options, { random: kinds.random });
  const { level = 0.95, draws = 2000, random, multipliers = "rademacher" } = options;
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  if (!(Number.isInteger(draws) && draws >= 100))
    throw new CausalError("inference.draws", `draws is ${draws}; expected a whole number of at least 100`, {
      draws,
    });
  requireSamePanel(estimates, false);
  const errors = estimates.map(clusterError);
  const scaled = estimates
    .map((estimate, k) => ({ influence: estimate.influence, error: errors[k]! }))
    .filter(({ error }) => error > 0)
    .map(({ influence, error }) => influence.map((value) => value / (influence.length * error)));
  const critical =
    scaled.length === 0 ? 0 : quantile(largestDeviations(scaled, draws, random, multipliers), level);
  return {
    critical,
    intervals: estimates.map(({ estimate }, k) => ({
      lower: estimate - critical * errors[k]!,
      upper: estimate + critical * errors[k]!,
      level,
      method: `simultaneous over ${estimates.length}, multiplier bootstrap by user with ${draws} draws`,
    })),
  };
}

function largestDeviations(
  scaled: readonly Float64Array[],
  draws: number,
  random: Random,
  law: "rademacher" | "normal",
): Float64Array {
  const users = scaled[0]!.length;
  const multiplier = new Float64Array(users);
  return Float64Array.from({ length: draws }, () => {
    for (let i = 0; i < users; i++)
      multiplier[i] = law === "normal" ? random.normal() : random.uniform() < 0.5 ? -1 : 1;
    let largest = 0;
    for (const values of scaled) {
      let sum = 0;
      for (let i = 0; i < users; i++) sum += multiplier[i]! * values[i]!;
      largest = Math.max(largest, Math.abs(sum));
    }
    return largest;
  });
}
