import { arrayOf, checkCall, kinds } from "../call-check.js";
import { CausalError, NotEstimableError } from "../errors.js";
import { factorise, forward } from "../numeric/cholesky.js";
import { fUpperTail } from "../numeric/f-distribution.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { covariance } from "./covariance.js";

/** A joint test that some estimates are all 0. */
export interface WaldTest {
  /** F = θ'V⁻¹θ (G - q) / (G q). */
  readonly statistic: number;
  /** q, the number of estimates, and G - q, G the users who bear on any of them. */
  readonly degrees: readonly [number, number];
  readonly pValue: number;
}

/**
 * Wald's test of θ_1 = … = θ_q = 0 with the cluster-robust covariance of the influence values, referred to F with q and
 * G - q degrees of freedom, which is Hotelling's test when each user's values are normal and goes to the chi-square test
 * for many users.
 * @param estimates  of one panel; to test that means are equal, give their differences
 * @throws CausalError `wald.none`; NotEstimableError `wald.clusters` (no more users than estimates), `wald.singular` (some
 *   combination of the estimates has no error), `inference.samples-differ`
 * Source: Wald (1943); Hotelling (1931). Checked against `F = t²` of one estimate, and by its error rate in
 * test/estimators/dose-response.test.ts.
 */
export function waldTest(estimates: readonly InfluenceEstimate[]): WaldTest {
  checkCall("waldTest", { estimates }, { estimates: arrayOf(kinds.estimate) });
  const q = estimates.length;
  if (q === 0) throw new CausalError("wald.none", "estimates is empty; expected at least one to be tested");
  const users = estimates[0]!.influence.reduce(
    (count, _, i) => count + (estimates.some(({ influence }) => influence[i] !== 0) ? 1 : 0),
    0,
  );
  if (users <= q)
    throw new NotEstimableError(
      "wald.clusters",
      `${users} users bear on ${q} estimates; a joint test needs more users than estimates`,
      { users, estimates: q },
    );
  const gram = new Float64Array(q * q);
  estimates.forEach((first, j) => {
    estimates.forEach((second, k) => {
      if (k >= j) gram[j * q + k] = covariance(first, second);
    });
  });
  const factor = factorise(gram, q);
  if (factor.aliased.length > 0)
    throw new NotEstimableError(
      "wald.singular",
      `estimate ${factor.aliased[0]! + 1} of ${q} has no error beyond that of those before it; leave it out`,
      { estimate: factor.aliased[0] },
    );
  const scaled = forward(
    factor,
    Float64Array.from(estimates, ({ estimate }) => estimate),
  );
  const squares = scaled.reduce((sum, value) => sum + value * value, 0);
  const statistic = (squares * (users - q)) / (users * q);
  return { statistic, degrees: [q, users - q], pValue: fUpperTail(statistic, q, users - q) };
}
