import { type BoostedTreesLearner, boostedTrees } from "../models/learners/boosted-trees.js";
import type { Learner } from "../models/learners/learner.js";

export interface TreesLikeLightgbm {
  readonly kind: Learner["kind"];
  readonly trees: number;
  readonly leaves: number;
  /** Least rows of a leaf; LightGBM's min_child_samples. */
  readonly rowsOfLeaf: number;
  /** Rows that the trees are grown on. */
  readonly trainingRows: number;
  readonly seed: number;
}

/** Our trees with the notebooks' settings of LightGBM as far as they have names here: rate 0.04, nine in ten columns a tree. */
export function treesLikeLightgbm(settings: TreesLikeLightgbm): BoostedTreesLearner {
  const { kind, trees, leaves, rowsOfLeaf, trainingRows, seed } = settings;
  return boostedTrees({
    kind,
    trees,
    learningRate: 0.04,
    leaves,
    depth: leaves - 1,
    minimumLeaf: Math.min(0.25, rowsOfLeaf / trainingRows),
    ridge: 0,
    columnShare: 0.9,
    seed,
  });
}
