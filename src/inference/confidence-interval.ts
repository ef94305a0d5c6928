import { checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";
import { normalQuantile } from "../numeric/normal-distribution.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Interval } from "../results/interval.js";
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
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  const clusters = estimate.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  const student = method === "t" || (method === "auto" && clusters < 50);
  const error = standardError(estimate);
  const share = (1 + level) / 2;
  const exact = clusters === 0;
  const critical = exact ? 0 : student ? studentQuantile(share, clusters - 1) : normalQuantile(share);
  const half = critical * error;
  const named = student && !exact ? `t with ${clusters - 1} degrees of freedom` : "normal";
  return {
    lower: estimate.estimate - half,
    upper: estimate.estimate + half,
    level,
    method: `${named}, clustered by user`,
  };
}
