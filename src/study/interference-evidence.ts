import type { Design } from "../design/design.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import type { Available, GroupInterference } from "../falsification/check.js";
import { pooledDeviation } from "../falsification/pooled-deviation.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { minimumDetectableEffect } from "../inference/minimum-detectable-effect.js";
import type { Evidence } from "./gates/gate.js";
import { roundToError } from "./round-to-error.js";

/** Standard deviations of the outcome that spill-over should come to where the estimate itself sets no mark. */
const markInDeviations = 0.1;

/**
 * What the interference gate looks at: what others' treatment comes to at its mean share, for an untreated user. The test must be
 * able to see (80 % power at 5 %) spill-over as large as the estimate itself; or, where the estimate's interval holds 0,
 * 0.1 standard deviations of the outcome, as the past-outcome control must.
 */
export function interferenceEvidence(
  found: Available<GroupInterference>,
  asked: { readonly design: Design; readonly primary: EstimatorFit; readonly unit: string },
  level: number,
): Evidence["interference"] {
  if (found.reason !== undefined) return { reason: found.reason };
  const { name, spill } = found.found;
  const { effect } = asked.primary;
  const { deviation } = pooledDeviation(asked.design);
  const { lower, upper } = confidenceInterval(effect, level);
  const { meanShare, slope, standardError, degrees } = spill;
  const error = meanShare * standardError;
  const write = roundToError(error);
  return {
    group: name,
    groups: spill.groups,
    rows: spill.rows,
    pValue: spill.pValue,
    share: meanShare,
    written: write(meanShare * slope),
    interval: `${write(meanShare * spill.lower, true)} to ${write(meanShare * spill.upper, true)}`,
    inDeviations: deviation > 0 ? (meanShare * slope) / deviation : 0,
    detectable: minimumDetectableEffect(error, { degrees }),
    mark: lower > 0 || upper < 0 ? Math.abs(effect.estimate) : markInDeviations * deviation,
    unit: asked.unit,
  };
}
