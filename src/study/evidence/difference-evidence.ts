import { twoSidedTest } from "../../falsification/two-sided-test.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { isNoAnswer } from "../no-answer.js";
import type { ControlEvidence } from "./control-evidence.js";
import { type ControlScale, writtenControl } from "./written-control.js";

/** What gates read of a difference that should be 0, beside what is `own` to the control; or why it has no test. */
export function differenceEvidence<Own extends object>(
  difference: InfluenceEstimate,
  scale: ControlScale,
  own: Own,
): (Own & Omit<ControlEvidence, "rows">) | { readonly reason: string } {
  try {
    const test = twoSidedTest(difference);
    const { lower, upper } = confidenceInterval(difference, scale.level);
    return {
      ...own,
      ...writtenControl({ ...test, estimate: difference.estimate, lower, upper }, scale),
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return { reason: error.message };
  }
}
