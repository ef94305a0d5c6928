import { NotEstimableError } from "../../errors.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

export interface BrierScore {
  /** Mean of (y - p)²: 0 is best. */
  readonly score: number;
  /** 1 - score / (ȳ (1 - ȳ)): 0 for the overall share, 1 for certainty; null when all observations are the same. */
  readonly skill: number | null;
}

/**
 * Weighted mean squared error of probabilities, and the skill over the overall share.
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; NotEstimableError `diagnostics.empty-arm` without any weight
 * Source: Brier (1950), Monthly Weather Review 78; Murphy (1973) on the skill.
 */
export function brierScore(given: Predictions): BrierScore {
  const { rows, predicted, observed, weights } = checkedPredictions(given, "probability");
  let [total, ones, squares] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    total += weights[row]!;
    ones += weights[row]! * observed[row]!;
    squares += weights[row]! * (observed[row]! - predicted[row]!) ** 2;
  }
  if (total === 0) throw new NotEstimableError("diagnostics.empty-arm", "no row has weight");
  const share = ones / total;
  const score = squares / total;
  return { score, skill: share > 0 && share < 1 ? 1 - score / (share * (1 - share)) : null };
}
