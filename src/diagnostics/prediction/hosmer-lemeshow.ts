import { NotEstimableError } from "../../errors.js";
import { chiSquareUpperTail } from "../../numeric/chi-square-distribution.js";
import { calibrationBins } from "./calibration-bins.js";
import { checkedPredictions } from "./checked-predictions.js";

export interface HosmerLemeshow {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/**
 * Σ (O - E)² / (E (1 - E / n)) over bins of like prediction, O and E the observed and expected numbers of ones, chi-square
 * with bins - 2 degrees where the predictions were fitted to these rows, else bins. It counts rows as independent: over
 * several rows a user, and over very many rows, small p-values are no news; look at the bins themselves.
 * @param spec.fitted whether the predictions come from a model fitted to these rows; default true
 * @throws CausalError `diagnostics.*` as `calibrationBins`; NotEstimableError `diagnostics.bins` with fewer than three bins,
 *   or a bin whose predictions are all 0 or all 1
 * Source: Hosmer & Lemeshow (1980), Communications in Statistics 9.
 */
export function hosmerLemeshow(spec: {
  readonly predicted: ArrayLike<number>;
  readonly observed: ArrayLike<number>;
  readonly bins?: number;
  readonly fitted?: boolean;
}): HosmerLemeshow {
  checkedPredictions(spec, "probability");
  const bins = calibrationBins(spec);
  if (bins.length < 3 || bins.some(({ meanPredicted }) => meanPredicted <= 0 || meanPredicted >= 1))
    throw new NotEstimableError(
      "diagnostics.bins",
      `predictions fall into ${bins.length} bins; the statistic needs at least three, none with predictions of 0 or 1 alone`,
    );
  const statistic = bins.reduce(
    (sum, { rows, difference, meanPredicted }) =>
      sum + (rows * difference ** 2) / (meanPredicted * (1 - meanPredicted)),
    0,
  );
  const degreesOfFreedom = (spec.fitted ?? true) ? bins.length - 2 : bins.length;
  return { statistic, degreesOfFreedom, pValue: chiSquareUpperTail(statistic, degreesOfFreedom) };
}
