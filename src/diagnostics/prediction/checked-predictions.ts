import { checkCall, kinds, optional } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { checkedWeights } from "../balance/compared-arms.js";

/** Predictions beside what was observed; all arrays are [rows]. */
export interface Predictions {
  readonly predicted: ArrayLike<number>;
  readonly observed: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

/**
 * Predictions and observations as numbers, weights 1 where not given.
 * @param kind `probability` also wants predictions in [0, 1] and observations 0 or 1
 * @throws CausalError `diagnostics.lengths`, `diagnostics.missing`, `diagnostics.prediction`, `diagnostics.outcome`,
 *   `diagnostics.weight`, naming the row
 */
export function checkedPredictions(given: Predictions, kind: "number" | "probability") {
  checkCall("predictions", given, {
    predicted: kinds.rows,
    observed: kinds.rows,
    weights: optional(kinds.rows),
  });
  const { predicted, observed } = given;
  const rows = predicted.length;
  if (observed.length !== rows || rows === 0)
    throw new CausalError(
      "diagnostics.lengths",
      `found ${rows} predictions for ${observed.length} observations; expected one a row, and at least one row`,
    );
  for (let row = 0; row < rows; row++) {
    const [p, y] = [predicted[row]!, observed[row]!];
    if (!Number.isFinite(p) || !Number.isFinite(y))
      throw new CausalError(
        "diagnostics.missing",
        `row ${row} has prediction ${p} and observation ${y}; expected finite numbers`,
        { row },
      );
    if (kind === "probability" && !(p >= 0 && p <= 1))
      throw new CausalError("diagnostics.prediction", `prediction of row ${row} is ${p}; expected 0 to 1`, {
        row,
      });
    if (kind === "probability" && y !== 0 && y !== 1)
      throw new CausalError("diagnostics.outcome", `observation of row ${row} is ${y}; expected 0 or 1`, {
        row,
      });
  }
  return {
    rows,
    predicted: Float64Array.from(predicted),
    observed: Float64Array.from(observed),
    weights: checkedWeights(given.weights, rows),
  };
}
