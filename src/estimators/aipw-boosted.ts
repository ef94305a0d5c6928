import { boostedTrees } from "../models/learners/boosted-trees.js";
import { aipwCrossFitted } from "./aipw-cross-fitted.js";

/**
 * Shallow trees in small steps; fixed seeds, so that the same rows give the same estimate. How many is found on users
 * held out, then all rows are fitted with twice as many: 1.25 times for the fifth held out, the rest because the biases of
 * the two nuisances enter the estimate as a product while their variances mostly average out, so that a little less
 * smoothing than the least loss asks for is better (Newey & Robins 2018, Cross-fitting and fast remainder rates).
 */
const trees = {
  depth: 3,
  learningRate: 0.05,
  trees: 300,
  earlyStopping: { oneIn: 5, patience: 20, refit: 2 },
  seed: 1,
} as const;

/** `aipwCrossFitted` as question files name it: boosted trees for treatment and outcome, five folds by user, no bounds. */
export const aipwBoosted = aipwCrossFitted({
  propensity: boostedTrees({ kind: "probability", ...trees }),
  outcome: boostedTrees({ kind: "mean", ...trees }),
  folds: 5,
  seed: 1,
});
