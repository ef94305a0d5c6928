import type { PanelColumn } from "../definition/panel-column.js";
import type { Available } from "../falsification/check.js";
import type { PlaceboLeadControl } from "../falsification/placebo-lead-control.js";
import { twoSidedTest } from "../falsification/two-sided-test.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { minimumDetectableEffect } from "../inference/minimum-detectable-effect.js";
import type { Evidence } from "./gates/gate.js";
import { isNoAnswer } from "./no-answer.js";
import { roundToError } from "./round-to-error.js";

/** Standard deviations of today's column that the control should be able to see: the customary mark of imbalance. */
const markInDeviations = 0.1;

/** What the placebo-lead gate looks at, where the question declares that treatment does not respond to outcomes. */
export function placeboLeadEvidence(
  lead: Available<PlaceboLeadControl>,
  columns: readonly PanelColumn[],
  level: number,
): NonNullable<Evidence["placeboLead"]> {
  if (lead.reason !== undefined) return { reason: lead.reason };
  const { column, difference, rows, standardDeviation } = lead.found;
  try {
    const { standardError, pValue, degrees } = twoSidedTest(difference);
    const { lower, upper } = confidenceInterval(difference, level);
    const write = roundToError(standardError);
    return {
      column,
      rows,
      pValue,
      inDeviations: standardDeviation > 0 ? difference.estimate / standardDeviation : 0,
      written: write(difference.estimate),
      interval: `${write(lower, true)} to ${write(upper, true)}`,
      detectable: minimumDetectableEffect(standardError, degrees === undefined ? {} : { degrees }),
      mark: markInDeviations * standardDeviation,
      unit: columns.find(({ name }) => name === column)!.unit,
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}
