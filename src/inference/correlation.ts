import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { covariance } from "./covariance.js";
import { standardError } from "./standard-error.js";

/**
 * Correlation of two estimates of one panel, from their influence values; in [-1, 1].
 * @throws NotEstimableError `inference.samples-differ`, `inference.one-cluster`; `inference.no-error` when one of them
 *   does not vary
 */
export function correlation(first: InfluenceEstimate, second: InfluenceEstimate): number {
  checkCall("correlation", { first, second }, { first: kinds.estimate, second: kinds.estimate });
  const errors = standardError(first) * standardError(second);
  const shared = covariance(first, second);
  if (!(errors > 0))
    throw new NotEstimableError(
      "inference.no-error",
      "a correlation with an estimate whose error is 0 does not exist",
    );
  return Math.min(Math.max(shared / errors, -1), 1);
}
