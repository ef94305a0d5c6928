import { boostedTrees } from "../models/learners/boosted-trees.js";
import { aipwCrossFitted } from "./aipw-cross-fitted.js";

/** Shallow trees in small steps, ended by rows held out; fixed seeds, so that the same rows give the same estimate. */
const trees = {
  depth: 3,
  learningRate: 0.05,
  trees: 300,
  earlyStopping: { oneIn: 5, patience: 20 },
  seed: 1,
} as const;

/** `aipwCrossFitted` as question files name it: boosted trees for treatment and outcome, five folds by user, no bounds. */
export const aipwBoosted = aipwCrossFitted({
  propensity: boostedTrees({ kind: "probability", ...trees }),
  outcome: boostedTrees({ kind: "mean", ...trees }),
  folds: 5,
  seed: 1,
});
