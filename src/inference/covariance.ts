import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { requireSamePanel } from "./same-panel.js";

/**
 * Covariance of two estimates of one panel, Σ_i φ_1i φ_2i / n²; of an estimate with itself the squared standard error.
 * They may be about different rows.
 * @throws NotEstimableError `inference.samples-differ` unless users match
 */
export function covariance(first: InfluenceEstimate, second: InfluenceEstimate): number {
  checkCall("covariance", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  requireSamePanel([first, second], false);
  let sum = 0;
  for (let i = 0; i < first.influence.length; i++) sum += first.influence[i]! * second.influence[i]!;
  if (Number.isNaN(sum))
    throw new NotEstimableError("inference.not-finite", "the influence values hold NaN; expected numbers");
  return sum / first.influence.length ** 2;
}
