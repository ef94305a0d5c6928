import { probabilityOf } from "../probability-of.js";

/** A loss of outcomes y at scores F whose second-order steps the trees follow. */
export interface BoostingLoss {
  /** The constant score of least loss, given the weighted mean of the outcome. */
  start(mean: number): number;
  /** -dl/dF and d²l/dF² of one row of weight 1, written to `gradient` and `information`, times its weight. */
  derivatives(
    scores: Float64Array,
    outcome: Float64Array,
    weights: Float64Array,
    gradient: Float64Array,
    information: Float64Array,
  ): void;
  /** Loss of one row of weight 1. */
  loss(outcome: number, score: number): number;
  predictionOf(score: number): number;
}

/** Half the squared error; scores are means. */
const squaredLoss: BoostingLoss = {
  start: (mean) => mean,
  derivatives(scores, outcome, weights, gradient, information) {
    for (let r = 0; r < scores.length; r++) {
      gradient[r] = weights[r]! * (outcome[r]! - scores[r]!);
      information[r] = weights[r]!;
    }
  },
  loss: (outcome, score) => 0.5 * (outcome - score) ** 2,
  predictionOf: (score) => score,
};

/** Minus the Bernoulli log-likelihood; scores are log odds. */
const logisticLoss: BoostingLoss = {
  start: (mean) => Math.log(mean / (1 - mean)),
  derivatives(scores, outcome, weights, gradient, information) {
    for (let r = 0; r < scores.length; r++) {
      const p = 1 / (1 + Math.exp(-scores[r]!));
      const w = weights[r]!;
      gradient[r] = w * (outcome[r]! - p);
      information[r] = w * p * (1 - p);
    }
  },
  loss: (outcome, score) => Math.max(score, 0) - outcome * score + Math.log1p(Math.exp(-Math.abs(score))),
  predictionOf: probabilityOf,
};

/** The loss of each kind of learner. */
export const boostingLosses = { mean: squaredLoss, probability: logisticLoss } as const;
