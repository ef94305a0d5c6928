import type { FalsificationCheck } from "../check.js";
import { keepRows } from "../designs/keep-rows.js";
import { withOutcome } from "../designs/with-outcome.js";
import { withTreatment } from "../designs/with-treatment.js";
import { estimateRow } from "../estimate-row.js";
import { twoSidedTest } from "../two-sided-test.js";

/**
 * Tomorrow's treatment on today: what a platform does tomorrow answers to what happens today, so a difference is
 * expected in every recommender. It shows the feedback that these methods are there for, and judges nothing.
 */
export const placeboLead: FalsificationCheck = {
  name: "placeboLead",
  label: "Feedback: tomorrow's treatment and today",
  standing: "display",
  expected:
    "not 0 wherever treatment answers to what users did, as in every recommender; a display of that feedback, never a test of the answer",
  unit: (outcome) => outcome,
  source: "STATISTICS section 5: placebo leads display feedback",
  run({ design, lead, estimate, level, write }) {
    if (lead.reason !== undefined) return lead;
    const { treatment, outcome, column } = lead.found;
    const keep = Uint8Array.from(treatment, (a, row) =>
      Number.isNaN(a) || Number.isNaN(outcome[row]!) ? 0 : 1,
    );
    const kept = (values: Float64Array) => values.filter((_, row) => keep[row] === 1);
    const rows = kept(treatment);
    if (rows.length === 0) return { reason: "no analysis row has a day after it with a known treatment" };
    const placebo = withOutcome(
      withTreatment(keepRows(design, keep, "with a treatment tomorrow"), rows),
      kept(outcome),
    );
    const { effect } = estimate(placebo);
    const { pValue } = twoSidedTest(effect);
    return {
      rows: [estimateRow(`tomorrow's treatment on today's ${column}`, effect, placebo.rows, level, pValue)],
      sentence: `Days before a treated day differ by ${write(effect.estimate)} in ${column} from days before an untreated one, held equal as in the analysis (${pValue < 0.05 ? "more than chance: treatment answers to what users do, and that is why their past is held equal" : "not more than chance"}).`,
    };
  },
};
