import { NotEstimableError } from "../../errors.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

/**
 * Area under the ROC curve: the chance that a row with 1 has a higher prediction than one with 0, ties counting half,
 * rows drawn by weight. 1/2 is no skill. For propensities, near 1 is a lack of overlap, not a virtue. O(n log n).
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; NotEstimableError `diagnostics.empty-arm` when only ones or
 *   only zeros have weight
 * Source: Hanley & McNeil (1982), Radiology 143.
 */
export function rocArea(given: Predictions): number {
  const { rows, predicted, observed, weights } = checkedPredictions(given, "probability");
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => predicted[a]! - predicted[b]! || a - b,
  );
  let [zeros, area, ones] = [0, 0, 0];
  for (let k = 0; k < rows; ) {
    let [tiedZeros, tiedOnes] = [0, 0];
    const value = predicted[order[k]!]!;
    for (; k < rows && predicted[order[k]!]! === value; k++) {
      const row = order[k]!;
      if (observed[row] === 1) tiedOnes += weights[row]!;
      else tiedZeros += weights[row]!;
    }
    area += tiedOnes * (zeros + tiedZeros / 2);
    zeros += tiedZeros;
    ones += tiedOnes;
  }
  if (zeros === 0 || ones === 0)
    throw new NotEstimableError(
      "diagnostics.empty-arm",
      "only ones, or only zeros, have weight; an area under the curve needs both",
    );
  return area / (zeros * ones);
}
