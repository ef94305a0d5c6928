import { checkCall, having } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import { normalUpperTail } from "../numeric/normal-distribution.js";
import { studentCdf } from "../numeric/student-distribution.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { difference } from "./difference.js";
import { standardError } from "./standard-error.js";

/** One side of an agreement test: what was estimated, with which truncation of weights. */
export interface AgreementSide {
  readonly estimate: InfluenceEstimate;
  /** Slug or hash of the estimand. */
  readonly estimand: string;
  /** How weights were truncated, e.g. "none"; estimators without weights say what those beside them do. */
  readonly truncation: string;
}

/** Whether two estimators of one estimand differ by more than chance. */
export interface Agreement {
  readonly difference: number;
  readonly standardError: number;
  /** difference / larger standard error of the two estimates. */
  readonly relativeDifference: number;
  /** Two-sided; null when the two hardly differ in what they do with the data, so that a test would compare rounding. */
  readonly pValue: number | null;
  readonly sentence: string;
}

/** Share of the larger error below which the error of the difference carries no test. */
const leastShare = 0.01;

/**
 * Tests that two estimators estimate the same number: difference over its cluster error (covariance inside), normal, t
 * with G - 1 degrees below 50 clusters. When that error is under 1 % of the larger error of the two, the relative
 * difference is reported and no p-value. Agreement is worded "not contradicted": estimators that share an adjustment set
 * share its confounding.
 * @throws NotEstimableError `agreement.not-comparable` when estimands or truncations differ,
 *   `inference.samples-differ`, `inference.one-cluster`
 * Source: Hausman (1978), with influence functions in place of the efficiency argument; STATISTICS section 2.
 */
export function agreementTest(first: AgreementSide, second: AgreementSide): Agreement {
  const side = having("{ estimate, estimand, truncation }", "estimate", "estimand", "truncation");
  checkCall("agreementTest", { first, second }, { first: side, second: side });
  for (const what of ["estimand", "truncation"] as const)
    if (first[what] !== second[what])
      throw new NotEstimableError(
        "agreement.not-comparable",
        `the estimates differ in ${what} ("${first[what]}", "${second[what]}"): they need not agree; compare estimates of one ${what}`,
      );
  const between = difference(first.estimate, second.estimate);
  const larger = Math.max(standardError(first.estimate), standardError(second.estimate));
  const clusters = between.influence.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  const error = clusters === 0 ? 0 : standardError(between);
  const relativeDifference = larger > 0 ? between.estimate / larger : 0;
  const common = { difference: between.estimate, standardError: error, relativeDifference };
  if (!(error >= leastShare * larger) || error === 0)
    return {
      ...common,
      pValue: null,
      sentence: `no test: the two use the data almost alike; they differ by ${(100 * Math.abs(relativeDifference)).toPrecision(2)} % of the larger standard error`,
    };
  const z = Math.abs(between.estimate / error);
  const pValue = Math.min(1, 2 * (clusters < 50 ? studentCdf(-z, clusters - 1) : normalUpperTail(z)));
  return {
    ...common,
    pValue,
    sentence:
      pValue < 0.05
        ? `contradicted: they differ by ${z.toPrecision(2)} standard errors of the difference`
        : "not contradicted: the difference is within chance (which does not exclude a bias that both share)",
  };
}
