import { checkCall, kinds } from "../call-check.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Interval } from "../results/interval.js";
import { checkLevel, intervalAround } from "./interval-around.js";
import { standardError } from "./standard-error.js";

/** "auto" takes Student's t with G - 1 degrees of freedom below 50 clusters and the normal distribution from there. */
export type IntervalMethod = "auto" | "normal" | "t";

/**
 * Two-sided interval: estimate ± critical value · standard error. G is the number of users with a non-zero influence
 * value, i.e. of users whose rows bear on the estimate. What the error counts (stacked nuisance scores, the weights as
 * known) is the estimate's own affair, so the method does not say it.
 * @param level in (0, 1)
 * @throws CausalError `inference.level` for another level; NotEstimableError `inference.one-cluster` with
 *   fewer than two users, or only one who bears on the estimate
 * Source: STATISTICS section 2 (t below 50 clusters).
 */
export function confidenceInterval(
  estimate: InfluenceEstimate,
  level = 0.95,
  method: IntervalMethod = "auto",
): Interval {
  checkCall("confidenceInterval", { estimate }, { estimate: kinds.estimate });
  checkLevel(level);
  const clusters = estimate.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  return intervalAround(estimate.estimate, {
    standardError: standardError(estimate),
    clusters,
    level,
    clustered: "clustered by user",
    ...(method === "auto" ? {} : { student: method === "t" }),
  });
}
