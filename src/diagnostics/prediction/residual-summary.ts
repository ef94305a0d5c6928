import { NotEstimableError } from "../../errors.js";
import { quantile } from "../../numeric/quantile.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

export interface ResidualSummary {
  readonly rows: number;
  /** Weighted mean of observed - predicted. */
  readonly mean: number;
  /** Root of the weighted mean square of the residuals. */
  readonly rootMeanSquare: number;
  /** 1 - Σ w (y - p)² / Σ w (y - ȳ)²; null when the observations are all the same. */
  readonly explained: number | null;
  /** Type 7 quantiles of the residuals, unweighted: 0, 1, 25, 50, 75, 99 and 100 %. */
  readonly min: number;
  readonly q01: number;
  readonly q25: number;
  readonly median: number;
  readonly q75: number;
  readonly q99: number;
  readonly max: number;
  /** Row with the largest |residual|, the first in a tie. */
  readonly largestRow: number;
}

/**
 * Residuals of a model in numbers; residuals by prediction are `calibrationBins`.
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; NotEstimableError `diagnostics.empty-arm` without any weight
 */
export function residualSummary(given: Predictions): ResidualSummary {
  const { rows, predicted, observed, weights } = checkedPredictions(given, "number");
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (total === 0) throw new NotEstimableError("diagnostics.empty-arm", "no row has weight");
  const residuals = observed.map((y, row) => y - predicted[row]!);
  const mean = (values: Float64Array) => values.reduce((sum, v, row) => sum + weights[row]! * v, 0) / total;
  const square = mean(residuals.map((r) => r * r));
  const average = mean(observed);
  const spread = mean(observed.map((y) => (y - average) ** 2));
  const sorted = Float64Array.from(residuals).sort();
  let largestRow = 0;
  residuals.forEach((r, row) => {
    if (Math.abs(r) > Math.abs(residuals[largestRow]!)) largestRow = row;
  });
  return {
    rows,
    mean: mean(residuals),
    rootMeanSquare: Math.sqrt(square),
    explained: spread === 0 ? null : 1 - square / spread,
    min: sorted[0]!,
    q01: quantile(sorted, 0.01),
    q25: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    q75: quantile(sorted, 0.75),
    q99: quantile(sorted, 0.99),
    max: sorted[rows - 1]!,
    largestRow,
  };
}
