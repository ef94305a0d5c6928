import { CausalError } from "../../errors.js";
import { normalQuantile } from "../../numeric/normal-distribution.js";
import { checkLevel } from "../check-level.js";
import { checkRowKeys } from "../check-row-keys.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

/** Rows of like prediction: a line of a tidy table. */
export interface CalibrationBin {
  readonly bin: number;
  readonly rows: number;
  /** Lowest and highest prediction in the bin. */
  readonly from: number;
  readonly to: number;
  readonly meanPredicted: number;
  readonly meanObserved: number;
  /** Mean of observed - predicted, and its standard error, clustered by user where users are given. */
  readonly difference: number;
  readonly standardError: number;
  /** Interval of the difference, normal and simultaneous over the bins (Bonferroni). */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Observed against predicted means in bins of as many rows each (equal predictions stay together, so that there may be
 * fewer and larger bins): calibration of propensities, and of outcome models of any kind.
 * Error of a bin: SE² = G/(G-1) Σ_g (Σ_{rows of g} w (y - p - d))² / (Σ w)², g users (rows where none are given); 0 for one.
 * @param spec.bins default 10
 * @param spec.level coverage of all intervals together, between 0 and 1; default 0.95
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; `diagnostics.bins` unless a whole number of at least 1,
 *   `diagnostics.missing` for a user that is none, `diagnostics.level`
 * Source: Hosmer & Lemeshow (1980) on the bins; Steyerberg (2019), Clinical Prediction Models, chapter 15.
 */
export function calibrationBins(
  spec: Predictions & {
    readonly bins?: number;
    readonly user?: ArrayLike<number>;
    readonly level?: number;
  },
): readonly CalibrationBin[] {
  const { rows, predicted, observed, weights } = checkedPredictions(spec, "number");
  const { bins = 10, user, level = 0.95 } = spec;
  if (!(Number.isInteger(bins) && bins >= 1))
    throw new CausalError("diagnostics.bins", `bins is ${bins}; expected a whole number of at least 1`);
  if (user !== undefined) checkRowKeys("user", user, rows, "label");
  checkLevel(level);
  const sorted = Float64Array.from(predicted).sort();
  const edges = new Set(
    Array.from({ length: bins }, (_, k) => sorted[Math.ceil(((k + 1) * rows) / bins) - 1]!),
  );
  const upper = Float64Array.from(edges).sort();
  const members: number[][] = Array.from(upper, () => []);
  for (let row = 0; row < rows; row++) members[upper.findIndex((edge) => predicted[row]! <= edge)]!.push(row);
  const quantile = normalQuantile(1 - (1 - level) / (2 * members.length));
  return members.map((own, bin) => {
    const total = own.reduce((sum, row) => sum + weights[row]!, 0);
    const mean = (of: (row: number) => number) =>
      total === 0 ? 0 : own.reduce((sum, row) => sum + weights[row]! * of(row), 0) / total;
    const difference = mean((row) => observed[row]! - predicted[row]!);
    const ofCluster = new Map<number, number>();
    for (const row of own) {
      const cluster = user === undefined ? row : user[row]!;
      const part = weights[row]! * (observed[row]! - predicted[row]! - difference);
      ofCluster.set(cluster, (ofCluster.get(cluster) ?? 0) + part);
    }
    const n = ofCluster.size;
    const squares = [...ofCluster.values()].reduce((sum, value) => sum + value * value, 0);
    const standardError = n > 1 && total > 0 ? Math.sqrt((squares * n) / (n - 1)) / total : 0;
    return {
      bin,
      rows: own.length,
      from: own.reduce((least, row) => Math.min(least, predicted[row]!), Number.POSITIVE_INFINITY),
      to: upper[bin]!,
      meanPredicted: mean((row) => predicted[row]!),
      meanObserved: mean((row) => observed[row]!),
      difference,
      standardError,
      lower: difference - quantile * standardError,
      upper: difference + quantile * standardError,
    };
  });
}
