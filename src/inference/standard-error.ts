import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { clusterError } from "./cluster-error.js";

/**
 * Cluster-robust standard error sqrt(Σ_i φ_i²) / n over the users of the panel, without small-sample factor
 * (STATISTICS section 2); equals the HC0 cluster sandwich of the stacked estimating equations. Influence values of a
 * fitted estimate add up to 0, so one user alone would show an error of 0, or rounding noise, whatever the truth.
 * @throws NotEstimableError `inference.one-cluster` when fewer than two users are in the sample, or only one of them
 *   bears on the estimate
 */
export function standardError(estimate: InfluenceEstimate): number {
  checkCall("standardError", { estimate }, { estimate: kinds.estimate });
  const { influence } = estimate;
  const bearing = influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  if (influence.length < 2 || bearing === 1)
    throw new NotEstimableError(
      "inference.one-cluster",
      "one user carries no error: an error clustered by user needs at least two users who bear on the estimate",
      { users: influence.length, bearing },
    );
  const error = clusterError(estimate);
  if (Number.isNaN(error))
    throw new NotEstimableError("inference.not-finite", "the influence values hold NaN; expected numbers");
  return error;
}
