import { NotEstimableError } from "../../errors.js";
import type { LearnerRows } from "./learner.js";
import { rowsWithWeight } from "./select-rows.js";

/**
 * The rows with weight, for a learner that cannot weigh them.
 * @throws NotEstimableError `learner.unweighted` when their weights differ
 */
export function refuseWeights(rows: LearnerRows, name: string): LearnerRows {
  const kept = rowsWithWeight(rows);
  const first = kept.weights[0]!;
  const other = kept.weights.findIndex((weight) => weight !== first);
  if (other >= 0)
    throw new NotEstimableError(
      "learner.unweighted",
      `${name}: cannot weigh rows, but found the weights ${first} and ${kept.weights[other]}; expected one weight for all (0 aside). Use logisticLearner, linearLearner or boostedTrees`,
      { name },
    );
  return kept;
}
