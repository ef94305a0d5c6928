import { standardError } from "../inference/standard-error.js";
import { normalUpperTail } from "../numeric/normal-distribution.js";
import { studentCdf } from "../numeric/student-distribution.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/** A test that an estimated number is 0. */
export interface TwoSidedTest {
  readonly standardError: number;
  readonly pValue: number;
  /** Degrees of freedom of the t test; undefined for the normal one. */
  readonly degrees: number | undefined;
}

/**
 * Estimate over its error clustered by user, normal, t with G - 1 degrees of freedom below 50 clusters, as intervals are.
 * An estimate without error has p-value 1 at 0, else 0.
 * @throws NotEstimableError `inference.one-cluster`
 */
export function twoSidedTest(estimate: InfluenceEstimate): TwoSidedTest {
  const error = standardError(estimate);
  const clusters = estimate.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  if (error === 0) return { standardError: 0, pValue: estimate.estimate === 0 ? 1 : 0, degrees: undefined };
  const z = Math.abs(estimate.estimate) / error;
  const degrees = clusters < 50 ? clusters - 1 : undefined;
  const tail = degrees === undefined ? normalUpperTail(z) : studentCdf(-z, degrees);
  return { standardError: error, pValue: Math.min(1, 2 * tail), degrees };
}
