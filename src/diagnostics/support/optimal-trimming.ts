import { NotEstimableError } from "../../errors.js";
import { checkTwoArms } from "./checked-propensities.js";

/** The sub-sample with the most precise average effect. */
export interface OptimalTrimming {
  /** Rows with a propensity in [`cut`, 1 - `cut`] are kept; 0 when nothing is gained by leaving rows out. */
  readonly cut: number;
  readonly kept: number;
  readonly rows: number;
}

/**
 * The sub-sample, by propensity in [cut, 1 - cut], in which the variance of an average effect under equal outcome
 * variances is smallest: the k rows with the smallest g = 1 / (p (1 - p)) for which Σ g / k² is, the most rows in a tie.
 * `cut` is the smallest min(p, 1 - p) among them, 0 when all are kept. What is estimated then is the effect among the rows kept.
 * @throws CausalError and NotEstimableError `diagnostics.*` as `commonSupport`; `diagnostics.separated` when every
 *   propensity is 0 or 1
 * Source: Crump, Hotz, Imbens & Mitnik (2009), Biometrika 96, section 4 (its cut solves the same problem for an infinite
 * sample: about 0.1 where propensities are spread evenly).
 */
export function optimalTrimming(
  propensity: ArrayLike<number>,
  treatment: ArrayLike<number>,
): OptimalTrimming {
  checkTwoArms(propensity, treatment);
  const closest = Float64Array.from(propensity, (p) => Math.min(p, 1 - p))
    .sort()
    .reverse();
  const rows = closest.length;
  let sum = 0;
  let best = { kept: 0, variance: Number.POSITIVE_INFINITY };
  for (let k = 0; k < rows && closest[k]! > 0; k++) {
    sum += 1 / (closest[k]! * (1 - closest[k]!));
    const variance = sum / (k + 1) ** 2;
    if (variance <= best.variance) best = { kept: k + 1, variance };
  }
  if (best.kept === 0)
    throw new NotEstimableError(
      "diagnostics.separated",
      "every propensity is 0 or 1: the treatment is decided, and no row can be compared",
    );
  return { cut: best.kept === rows ? 0 : closest[best.kept - 1]!, kept: best.kept, rows };
}
