import type { Available, DatedControl } from "../falsification/check.js";
import { twoSidedTest } from "../falsification/two-sided-test.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { minimumDetectableEffect } from "../inference/minimum-detectable-effect.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { Evidence } from "./gates/gate.js";
import { isNoAnswer } from "./no-answer.js";
import { roundToError } from "./round-to-error.js";

/** Standard deviations of the outcome that a control should be able to see when the estimate itself sets no mark. */
const markInDeviations = 0.1;

/**
 * What the past-outcome gate looks at. The control must be able to see (80 % power at 5 %) a difference as large as the
 * estimate itself, for one that large would explain all of it; or, where the estimate's interval holds 0 and there is nothing to explain,
 * 0.1 standard deviations, the customary mark of imbalance.
 */
export function pastOutcomeEvidence(
  past: Available<DatedControl>,
  effect: InfluenceEstimate,
  level: number,
  unit: string,
): Evidence["pastOutcome"] {
  if (past.reason !== undefined) return { reason: past.reason };
  const { control, days } = past.found;
  const { difference, rows, lostRows, standardDeviation } = control;
  try {
    const { standardError, pValue, degrees } = twoSidedTest(difference);
    const { lower, upper } = confidenceInterval(effect, level);
    const write = roundToError(standardError);
    const shown = confidenceInterval(difference, level);
    return {
      days,
      rows,
      lostRows,
      pValue,
      difference: difference.estimate,
      interval: `${write(shown.lower, true)} to ${write(shown.upper, true)}`,
      inDeviations: standardDeviation > 0 ? difference.estimate / standardDeviation : 0,
      detectable: minimumDetectableEffect(standardError, degrees === undefined ? {} : { degrees }),
      mark: lower > 0 || upper < 0 ? Math.abs(effect.estimate) : markInDeviations * standardDeviation,
      unit,
      written: write(difference.estimate),
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}
