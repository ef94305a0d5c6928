import { quantile } from "../numeric/quantile.js";
import { armEffectiveness } from "./effective-sample-size.js";
import { largestUser } from "./largest-user.js";
import { type Arm, belongsTo, type WeightedSample } from "./weighted-sample.js";

/** The weights of one arm in numbers. */
export interface WeightSummary {
  readonly arm: Arm;
  readonly rows: number;
  readonly mean: number;
  /** n - 1 in the denominator; 0 for a single row. */
  readonly standardDeviation: number;
  readonly min: number;
  /** Quantiles of type 7. */
  readonly q01: number;
  readonly median: number;
  readonly q99: number;
  readonly max: number;
  readonly effectiveSampleSize: number;
  readonly effectiveShare: number;
  readonly largestUserShare: number;
  /** Panel user index. */
  readonly largestUser: number;
}

/**
 * Summary of the weights of an arm.
 * @throws CausalError `diagnostics.*` as `checkSample`
 * Checked against ../shared/reference/nhefs (12.2 and 12.3: mean, standard deviation, extremes, median).
 */
export function weightSummary(sample: WeightedSample, arm: Arm): WeightSummary {
  const { rows, effective, share } = armEffectiveness(sample, arm);
  const largest = largestUser(sample, arm);
  const weights = sample.weight.filter((_, row) => belongsTo(arm, sample.treatment[row]!)).sort();
  const mean = weights.reduce((sum, w) => sum + w, 0) / rows;
  const squares = weights.reduce((sum, w) => sum + (w - mean) ** 2, 0);
  return {
    arm,
    rows,
    mean,
    standardDeviation: rows > 1 ? Math.sqrt(squares / (rows - 1)) : 0,
    min: weights[0]!,
    q01: quantile(weights, 0.01),
    median: quantile(weights, 0.5),
    q99: quantile(weights, 0.99),
    max: weights[rows - 1]!,
    effectiveSampleSize: effective,
    effectiveShare: share,
    largestUserShare: largest.share,
    largestUser: largest.user,
  };
}
