import type { Learner } from "./learner.js";

/** Weighted mean loss of predictions: minus the log-likelihood of a probability, the squared error of a mean. */
export function predictionRisk(
  kind: Learner["kind"],
  outcome: Float64Array,
  weights: Float64Array,
  predictions: Float64Array,
): number {
  let sum = 0;
  let total = 0;
  for (let r = 0; r < outcome.length; r++) {
    const y = outcome[r]!;
    const p = predictions[r]!;
    sum += weights[r]! * (kind === "mean" ? (y - p) ** 2 : -(y === 1 ? Math.log(p) : Math.log1p(-p)));
    total += weights[r]!;
  }
  return sum / total;
}
