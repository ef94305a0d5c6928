import type { EstimatorFit } from "../estimators/estimator.js";
import { estimators } from "../estimators/registry.js";
import { type Agreement, agreementTest } from "../inference/agreement-test.js";
import { holm } from "../inference/families/holm.js";
import type { EstimatorName } from "../results/estimator-names.js";

/** One estimator beside the primary one. */
export interface EstimatorAgreement extends Agreement {
  readonly estimator: EstimatorName;
  /** Adjusted over all estimators that are held against the primary one (Holm); null without a test. */
  readonly adjusted: number | null;
}

/**
 * Every adjusted estimator tested against the primary one, where both estimate one number: the same target, no
 * truncation, the same rows. Estimators that are unadjusted, or shown as a sensitivity, are about something else, and are
 * left out; so is everything when the primary one is of that kind.
 */
export function agreementWithPrimary(
  primary: EstimatorFit,
  fits: readonly EstimatorFit[],
): readonly EstimatorAgreement[] {
  const { role, target } = estimators[primary.estimator];
  if (role !== "adjusted") return [];
  const side = ({ effect }: EstimatorFit) => ({ estimate: effect, estimand: target, truncation: "none" });
  const tested = fits
    .filter(({ estimator }) => estimator !== primary.estimator)
    .filter(({ estimator }) => estimators[estimator].role === "adjusted")
    .filter(({ estimator }) => estimators[estimator].target === target)
    .map((fit) => ({ estimator: fit.estimator, ...agreementTest(side(fit), side(primary)) }));
  const adjusted = holm(tested.flatMap(({ pValue }) => (pValue === null ? [] : [pValue])));
  let next = 0;
  return tested.map((test) => ({ ...test, adjusted: test.pValue === null ? null : adjusted[next++]! }));
}
